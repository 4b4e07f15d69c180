import { CfnResource, ITaggable, TagManager, TagType } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

const TYPE = 'AWS::Cognito::UserPoolRegionalConfigurationAttachment';
const SPELLED: Record<string, string> = { kmsKeyId: 'KMSKeyID', customSmsSender: 'CustomSMSSender' };

/** The floor of the CDK has no L1 for it. */
export class RegionalConfiguration extends CfnResource implements ITaggable {
  /** As CloudFormation spells it, from how the L1 of the pool does. */
  public static lambdaConfig(config: cognito.CfnUserPool.LambdaConfigProperty): object | undefined {
    const entries = Object.entries(config).map(([name, value]) => [
      spelled(name), typeof value === 'string' ? value : RegionalConfiguration.lambdaConfig(value),
    ]);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }

  public readonly tags = new TagManager(TagType.MAP, TYPE, undefined, { tagPropertyName: 'UserPoolTags' });

  constructor(scope: Construct, id: string, properties: { [name: string]: unknown }) {
    super(scope, id, { type: TYPE, properties });
  }
}

function spelled(name: string): string {
  return SPELLED[name] ?? name[0].toUpperCase() + name.slice(1);
}
