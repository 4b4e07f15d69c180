import { CfnResource } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { propertiesAsDeployed } from './as-deployed';
import type { WholeApp } from '../../app-tree/whole-app';
import { FrontEnd, ReadSettings, settingsOf } from '../../client-config';
import { providerName, regionOfPool } from '../../private/hand-over/provider-name';
import { asString } from '../../template/values';

/** The user pool of a front end: one of this app, of which everything is known, or another's, of which its names are. */
export class PoolOfFrontEnd {
  constructor(public readonly userPool: cognito.IUserPool, private readonly loginPagesHost?: string) {}

  public get names(): FrontEnd['userPool'] {
    const name = providerName(this.userPool);
    return {
      label: this.userPool.node.path,
      id: this.userPool.userPoolId,
      region: this.region,
      issuer: this.made?.attrProviderUrl ?? `https://${name}`,
      loginKey: name,
    };
  }

  /** What the resources say of one client; of a pool that is made elsewhere, nothing of how people sign in. */
  public settings(client: cognito.UserPoolClient, app: WholeApp): Omit<ReadSettings, 'signIn'> & Partial<Pick<ReadSettings, 'signIn'>> {
    const { made } = this;
    const { signIn, remarks, ...read } = settingsOf({
      pool: { label: this.userPool.node.path, props: made ? propertiesAsDeployed(made) : {} },
      client: { label: client.node.path, props: propertiesAsDeployed(client.node.defaultChild as CfnResource) },
      domains: this.loginPagesHost === undefined
        ? this.parts(app, 'AWS::Cognito::UserPoolDomain')
        : [{ Domain: this.loginPagesHost, CustomDomainConfig: {} }],
      groups: this.parts(app, 'AWS::Cognito::UserPoolGroup').flatMap(({ GroupName, Precedence }) => {
        const name = asString(GroupName);
        return name === undefined ? [] : [{ name, ...(typeof Precedence === 'number' ? { precedence: Precedence } : {}) }];
      }),
      region: this.region,
    });
    return made ? { ...read, remarks, signIn } : {
      ...read,
      remarks: remarks.map(remark => remark.id === 'no-hosted-login' && this.loginPagesHost === undefined
        ? { ...remark, message: `the login pages of ${client.node.path} are left out: it is not known where they are; say loginPagesHost` }
        : remark),
    };
  }

  private get region(): string {
    return regionOfPool(this.userPool);
  }

  private get made(): cognito.CfnUserPool | undefined {
    const resource = this.userPool.node.defaultChild;
    return cognito.CfnUserPool.isCfnUserPool(resource) ? resource : undefined;
  }

  private parts(app: WholeApp, type: string): Record<string, unknown>[] {
    return this.made
      ? app.partsOf(this.made, type).flatMap(part => CfnResource.isCfnResource(part) ? [propertiesAsDeployed(part)] : [])
      : [];
  }
}
