import { RemovalPolicy, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { PoolLogGroups, renderLogs } from './private/render-logs';
import { checkRisk, renderRisk } from './private/render-risk';
import { renderWebAcl } from './private/render-web-acl';
import { ProtectionOptions } from './protection-options';
import { EnforcedThreatProtectionOptions, ThreatProtection } from './threat-protection';
import { AppResource, nameOf } from '../../app-tree/app-resource';
import { WholeApp } from '../../app-tree/whole-app';
import { fail } from '../../private/fail';
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
      warn(
        scope,
        'threat-protection-without-mfa',
        'threatProtection: a risky sign-in can only be blocked, not asked for a second factor, while mfa is off; use Mfa.optional(…)',
      );
    }
  }
  return { standardThreatProtectionMode: mode, ...(customAuth !== undefined && { customThreatProtectionMode: customAuth }) };
}

/** Makes what stands around the pool. */
export function protectPool(
  scope: Construct, pool: cognito.UserPool, options: ProtectionOptions, ledger: PlanLedger, removalPolicy: RemovalPolicy,
): PoolLogGroups {
  const { security } = options;
  const enforced = (options.threatProtection ?? security?._threatProtection)?._enforced;
  if (enforced) renderRisk(scope, pool, enforced);
  const groups = renderLogs(scope, pool, ledger, removalPolicy, {
    notifications: (options.notificationLog ?? security?._notificationLog)?._target,
    activity: (options.activityLog ?? security?._activityLog)?._target,
  });
  const webAcl = (options.webAcl ?? security?._webAcl)?._sourceAt(scope);
  if (webAcl) renderWebAcl(scope, pool, webAcl);
  if (options.encryptionKey) {
    // the floor of the CDK has no property for it
    (pool.node.defaultChild as cognito.CfnUserPool).addPropertyOverride('KeyConfiguration', {
      KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: options.encryptionKey.keyRef.keyArn,
    });
  }
  return groups;
}

/** Has one app client answer risk in its own way. */
export function protectClient(
  scope: Construct, pool: cognito.UserPool, client: cognito.UserPoolClient, ofPool: ThreatProtection | undefined,
  options: EnforcedThreatProtectionOptions,
): void {
  const call = `protectClient: ${client.node.path}`;
  if (!ofPool || ofPool._mode === cognito.StandardThreatProtectionMode.NO_ENFORCEMENT) {
    fail(
      scope,
      `${call}: Cognito takes no risk configuration while the pool rates no sign-ins; set threatProtection: `
        + 'ThreatProtection.enforced(…) on the pool',
    );
  }
  if (!ofPool._enforced) {
    warn(
      client,
      'client-risk-only-audited',
      `${call}: the pool only writes down what it rates (ThreatProtection.audit), so nothing of this is carried out; `
        + 'use ThreatProtection.enforced(…)',
    );
  }
  if (client.node.tryFindChild('RiskConfiguration')) {
    fail(scope, `${call}: it has a risk configuration already; say everything in one call`);
  }
  checkRisk(scope, options);
  renderRisk(client, pool, options, client);
}

/** What stands before a replica, and what is logged there: each Region has its own. */
export function protectReplica(
  scope: Construct, pool: Pick<cognito.IUserPool, 'userPoolId' | 'userPoolArn'>,
  { webAcl, notificationLog, activityLog }: ProtectionOptions,
  ledger: Pick<PlanLedger, 'require'>, removalPolicy: RemovalPolicy,
): void {
  renderLogs(scope, pool, ledger, removalPolicy, { notifications: notificationLog?._target, activity: activityLog?._target });
  const source = webAcl?._sourceAt(scope);
  if (source) renderWebAcl(scope, pool, source);
}

/** What has been added beside the props, and is one too many. */
export function problemsOfProtection(pool: AppResource, app: WholeApp): string[] {
  return ONE_EACH.flatMap(([type, property, what]) => {
    const found = app.partsOf(pool, type, property).filter(({ stack }) => sameRegion(stack, pool.stack));
    return found.length > 1 ? [
      `a user pool has one ${what}, and ${found.map(nameOf).join(' and ')} are both for this one; remove one`,
    ] : [];
  });
}

/** A replica has one of its own. */
function sameRegion(one: Stack, other: Stack): boolean {
  return Token.compareStrings(one.region, other.region) !== TokenComparison.DIFFERENT;
}
