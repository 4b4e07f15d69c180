import { CfnResource, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { PoolSessions, SessionOptions } from './session-options';
import { checkDurationUnit } from '../../private/duration-unit';
import { fail } from '../../private/fail';
import { USER_POOL_DEFAULTS } from '../defaults';
import { PlanLedger } from '../plan/plan-ledger';

const MAX_PER_USER = { min: 1, max: 100 };
const MAX_SSO_MINUTES = 129_600;

/** A pool whose app clients are listened for. */
interface PoolOfSessions extends Construct {
  _whenClientIsMade(listener: (id: string, client: cognito.UserPoolClient) => void): void;
}

/** The CDK has L1s for these from 2.278 on. */
export function limitSessions(scope: PoolOfSessions, userPool: cognito.UserPool, { sessions }: SessionOptions, ledger: PlanLedger): void {
  if (!sessions) return;
  check(scope, sessions);
  ledger.require(cognito.FeaturePlan.ESSENTIALS, 'sessions');
  const { maxPerUser = USER_POOL_DEFAULTS.sessionsPerUser.value, ssoReuse } = sessions;
  const place = new Construct(scope, 'Sessions');
  const ofPool = new CfnResource(place, 'Resource', {
    type: 'AWS::Cognito::UserPoolSessionConfigurationAttachment',
    properties: { UserPoolId: userPool.userPoolId, UserSessionTracking: 'ENABLED', TokenSession: { MaxPerUser: maxPerUser } },
  });
  if (!ssoReuse) return;
  const clients = new Construct(place, 'Clients');
  scope._whenClientIsMade((id, client) => {
    const { allowedOAuthFlows } = client.node.defaultChild as cognito.CfnUserPoolClient;
    if (!allowedOAuthFlows?.includes('code')) return;
    const ofClient = new CfnResource(clients, id, {
      type: 'AWS::Cognito::UserPoolClientSessionConfigurationAttachment',
      properties: {
        UserPoolId: userPool.userPoolId, ClientId: client.userPoolClientId, SSOSession: { MaxValidityMinutes: ssoReuse.toMinutes() },
      },
    });
    // of no effect before sessions are kept track of
    ofClient.node.addDependency(ofPool);
  });
}

function check(scope: Construct, { maxPerUser, ssoReuse }: PoolSessions): void {
  if (maxPerUser !== undefined && !Token.isUnresolved(maxPerUser)
    && !(Number.isInteger(maxPerUser) && maxPerUser >= MAX_PER_USER.min && maxPerUser <= MAX_PER_USER.max)) {
    fail(scope, `sessions.maxPerUser: ${maxPerUser} is not a whole number from ${MAX_PER_USER.min} to ${MAX_PER_USER.max}`);
  }
  checkDurationUnit(scope, 'sessions.ssoReuse', ssoReuse, ['minutes']);
  if (ssoReuse && !ssoReuse.isUnresolved()) {
    const minutes = ssoReuse.toMinutes({ integral: false });
    if (!Number.isInteger(minutes) || minutes > MAX_SSO_MINUTES) {
      fail(scope, `sessions.ssoReuse: ${ssoReuse.toHumanString()} is not 0 to ${MAX_SSO_MINUTES} whole minutes (90 days)`);
    }
  }
}
