import { Names, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { warn } from '../../../private/warn';
import { StandardWebAclOptions, WebAclSource } from '../web-acl';

/**
 * Rules of the common set that would stop what sign-in is made of: `redirect_uri=http://localhost…` looks like the inclusion of a remote
 * file or a request forged on a server, a server that asks for tokens may send no `User-Agent`, and requests of OAuth and SAML are long.
 */
const ONLY_COUNTED = [
  'NoUserAgent_HEADER', 'SizeRestrictions_QUERYSTRING', 'SizeRestrictions_BODY', 'EC2MetaDataSSRF_BODY', 'EC2MetaDataSSRF_QUERYARGUMENTS',
  'GenericRFI_QUERYARGUMENTS', 'GenericRFI_BODY',
];
const METRIC_NAME = { maxLength: 128, allowedSpecialCharacters: '-_' };

export function renderWebAcl(scope: Construct, pool: Pick<cognito.IUserPool, 'userPoolArn'>, source: WebAclSource): void {
  const { region } = Stack.of(scope);
  if (region === 'us-gov-east-1') {
    warn(scope, 'web-acl-region', `webAcl: user pools in ${region} are said to have no web ACL; use WebAcl.none() there`);
  }
  new wafv2.CfnWebACLAssociation(scope, 'WebAclAssociation', {
    resourceArn: pool.userPoolArn,
    webAclArn: 'arn' in source ? source.arn : standard(scope, source.options).attrArn,
  });
}

function standard(scope: Construct, { rateLimit, commonRules }: StandardWebAclOptions): wafv2.CfnWebACL {
  const rules: Omit<wafv2.CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'>[] = [
    managed('IpReputation', 'AWSManagedRulesAmazonIpReputationList'),
    { name: 'RatePerAddress', action: { block: {} }, statement: { rateBasedStatement: { limit: rateLimit!, aggregateKeyType: 'IP' } } },
    managed('KnownBadInputs', 'AWSManagedRulesKnownBadInputsRuleSet'),
    ...(commonRules ? [managed('Common', 'AWSManagedRulesCommonRuleSet', ONLY_COUNTED)] : []),
  ];
  return new wafv2.CfnWebACL(scope, 'WebAcl', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visible(Names.uniqueResourceName(scope, METRIC_NAME)),
    rules: rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: visible(rule.name) })),
  });
}

function managed(
  name: string, ruleSet: string, counted: string[] = [],
): Omit<wafv2.CfnWebACL.RuleProperty, 'priority' | 'visibilityConfig'> {
  return {
    name,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: ruleSet,
        ...(counted.length > 0 && { ruleActionOverrides: counted.map(rule => ({ name: rule, actionToUse: { count: {} } })) }),
      },
    },
  };
}

function visible(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
