import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { ClientRegistration } from './client-registration';
import { warn } from '../../private/warn';

/** What the pool says of the plan. */
interface Ledger {
  require(plan: cognito.FeaturePlan, reason: string): void;
}

/** Lets clients register themselves. The CDK has no property for it yet. */
export function registerClients(scope: IConstruct, pool: cognito.CfnUserPool, registration: ClientRegistration, ledger: Ledger): void {
  ledger.require(cognito.FeaturePlan.ESSENTIALS, 'clientRegistration');
  const scopes = registration._scopesAt(scope);
  pool.addPropertyOverride('DcrConfiguration', {
    EnableStatus: 'Enabled',
    OpenDcrEnabled: registration._open,
    ...(scopes.length > 0 ? { AllowedScopes: scopes } : {}),
  });
}

/** The endpoint is on the domain of the pool. */
export function adviseRegistration(scope: IConstruct, hasDomain: boolean | undefined): void {
  if (!hasDomain) {
    warn(
      scope, 'registration-without-domain', 'clientRegistration: apps register at the domain of the pool, and it has none; add login pages',
    );
  }
}
