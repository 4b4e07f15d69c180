import { RemovalPolicy, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { renderLogs } from './private/render-logs';
import { checkRisk, renderRisk } from './private/render-risk';
import { renderWebAcl } from './private/render-web-acl';
import { ProtectionOptions } from './protection-options';
import { AppResource, nameOf } from '../../app-tree/app-resource';
import { WholeApp } from '../../app-tree/whole-app';
import { warn } from '../../private/warn';
import { PlanLedger } from '../plan/plan-ledger';

/** What a user pool has one of, and by which property the resource names the pool. */
const ONE_EACH = [
  ['AWS::WAFv2::WebACLAssociation', 'ResourceArn', 'web ACL'], ['AWS::Cognito::LogDeliveryConfiguration', 'UserPoolId', 'log delivery'],
] as const;

/** What the props of the pool say for the L2, after `security`. */
export function threatProtectionProps(scope: Construct, options: ProtectionOptions, mfaOff: boolean): cognito.UserPoolProps {
  const threatProtection = options.threatProtection ?? options.security?._threatProtection;
  if (!threatProtection) return {};
  const { _mode: mode, _customAuth: customAuth, _enforced: enforced } = threatProtection;
  if (enforced) {
    checkRisk(scope, enforced);
    if (mfaOff) {
      warn(scope, 'threat-protection-without-mfa', 'threatProtection: a risky sign-in can only be blocked, not asked for a second factor, while mfa is off; use Mfa.optional(…)');
    }
  }
  return { standardThreatProtectionMode: mode, ...(customAuth !== undefined && { customThreatProtectionMode: customAuth }) };
}

/** Makes what stands around the pool. */
export function protectPool(
  scope: Construct, pool: cognito.UserPool, options: ProtectionOptions, ledger: PlanLedger, removalPolicy: RemovalPolicy,
): void {
  const { security } = options;
  const enforced = (options.threatProtection ?? security?._threatProtection)?._enforced;
  if (enforced) renderRisk(scope, pool, enforced);
  renderLogs(scope, pool, ledger, removalPolicy, {
    notifications: (options.notificationLog ?? security?._notificationLog)?._target,
    activity: (options.activityLog ?? security?._activityLog)?._target,
  });
  const webAcl = (options.webAcl ?? security?._webAcl)?._source;
  if (webAcl) renderWebAcl(scope, pool, webAcl);
  if (options.encryptionKey) {
    // the floor of the CDK has no property for it
    (pool.node.defaultChild as cognito.CfnUserPool).addPropertyOverride('KeyConfiguration', {
      KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: options.encryptionKey.keyRef.keyArn,
    });
  }
}

/** What stands before a replica, and what is logged there: each Region has its own. */
export function protectReplica(
  scope: Construct, pool: Pick<cognito.IUserPool, 'userPoolId' | 'userPoolArn'>, { webAcl, notificationLog, activityLog }: ProtectionOptions,
  ledger: Pick<PlanLedger, 'require'>, removalPolicy: RemovalPolicy,
): void {
  renderLogs(scope, pool, ledger, removalPolicy, { notifications: notificationLog?._target, activity: activityLog?._target });
  if (webAcl?._source) renderWebAcl(scope, pool, webAcl._source);
}

/** What has been added beside the props, and is one too many. */
export function problemsOfProtection(pool: AppResource, app: WholeApp): string[] {
  return ONE_EACH.flatMap(([type, property, what]) => {
    const found = app.partsOf(pool, type, property).filter(({ stack }) => sameRegion(stack, pool.stack));
    return found.length > 1 ? [`a user pool has one ${what}, and ${found.map(nameOf).join(' and ')} are both for this one; remove one`] : [];
  });
}

/** A replica has one of its own. */
function sameRegion(one: Stack, other: Stack): boolean {
  return Token.compareStrings(one.region, other.region) !== TokenComparison.DIFFERENT;
}
