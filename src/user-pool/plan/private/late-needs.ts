import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { PlanRequirement } from './plan-requirement';
import { AppResource, nameOf } from '../../../app-tree/app-resource';
import { WholeApp } from '../../../app-tree/whole-app';

const { ESSENTIALS, PLUS } = cognito.FeaturePlan;

/**
 * What has been added beside the properties of the pool, and which plan that needs. Ask late.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html
 */
export function lateNeeds(pool: cognito.CfnUserPool, app: WholeApp): PlanRequirement[] {
  const parts = (type: string, applies: (properties: any) => boolean) =>
    app.partsOf(pool, `AWS::Cognito::${type}`).filter((part) => applies(app.properties(part))).map((part: AppResource) => nameOf(part));
  return [
    ...threatProtection(pool),
    ...preToken(pool),
    ...parts('UserPoolDomain', ({ ManagedLoginVersion }) => Number(ManagedLoginVersion) === cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN)
      .map((name) => ({ plan: ESSENTIALS, reason: `the newer managed login of ${name}, unlike classic pages,` })),
    ...replicas(pool, app),
    ...parts('UserPoolRiskConfigurationAttachment', () => true).map((name) => ({ plan: PLUS, reason: `the risk configuration ${name}` })),
    ...parts('LogDeliveryConfiguration', exportsUserActivity).map((name) => ({ plan: PLUS, reason: `the log of user activity, ${name}` })),
  ];
}

function threatProtection(pool: cognito.CfnUserPool): PlanRequirement[] {
  const mode = Stack.of(pool).resolve(pool.userPoolAddOns)?.advancedSecurityMode;
  return mode === 'AUDIT' || mode === 'ENFORCED' ? [{ plan: PLUS, reason: `threatProtection: '${mode}'` }] : [];
}

function preToken(pool: cognito.CfnUserPool): PlanRequirement[] {
  const version = Stack.of(pool).resolve(pool.lambdaConfig)?.preTokenGenerationConfig?.lambdaVersion;
  return typeof version === 'string' && version !== cognito.LambdaVersion.V1_0
    ? [{ plan: ESSENTIALS, reason: `pre token generation trigger with event version ${version}` }]
    : [];
}

function replicas(pool: cognito.CfnUserPool, app: WholeApp): PlanRequirement[] {
  return app.partsOf(pool, 'AWS::Cognito::UserPoolReplica').map((replica) => {
    const { RegionName: region } = app.properties(replica);
    return { plan: ESSENTIALS, reason: `the replica ${typeof region === 'string' ? `in ${region}` : nameOf(replica)}` };
  });
}

function exportsUserActivity({ LogConfigurations }: any): boolean {
  return Array.isArray(LogConfigurations) && LogConfigurations.some(({ EventSource }) => EventSource === 'userAuthEvents');
}
