import { CfnResource, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { lateIdentity } from './private/late-principal';
import { roleOfPeople } from './private/role-of-people';
import { judgeAtSynthesis } from '../app-tree/synthesis';
import { fail } from '../private/fail';
import { required } from '../private/present';
import { warn } from '../private/warn';

/**
 * What a backend may do at an identity pool, granted by what it is for.
 *
 * In the stack of the pool the grant is a policy of its own, which no function waits for; a role of another stack holds it itself, so its
 * stack waits for the pool.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
 *
 * @example
 * declare const backend: lambda.Function;
 * const pool = new AppIdentityPool(this, 'Identities', { externalLogins: [ExternalLogin.developer('login.example.com')] });
 * pool.grants.issueDeveloperTokens(backend);
 */
export class IdentityPoolGrants {
  /**
   * Grants on an identity pool, made here or imported.
   *
   * @param identityPool the pool, made here or imported
   */
  public static fromIdentityPool(identityPool: IIdentityPool): IdentityPoolGrants {
    required(undefined, 'IdentityPoolGrants.fromIdentityPool', { identityPool });
    return new IdentityPoolGrants(identityPool);
  }

  private judged = false;

  private constructor(private readonly identityPool: IIdentityPool) {}

  /**
   * Get tokens for the users of `ExternalLogin.developer` (`GetOpenIdTokenForDeveloperIdentity`), with which they become the role for
   * everyone signed in.
   *
   * IAM can't narrow it down to certain users: the grantee can become any of them, so give it to a single backend.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   * @throws if people hold the role, which could become anyone then, or it is one of another account
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html
   */
  public issueDeveloperTokens(grantee: iam.IGrantable): iam.Grant {
    return this.grant('issueDeveloperTokens', grantee, ['GetOpenIdTokenForDeveloperIdentity']);
  }

  /**
   * Look up which identity a user of `ExternalLogin.developer` has, merge two of them, and take a user's identity away.
   *
   * Merging identities decides whose data a person sees from then on.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   * @throws if people hold the role, or it is one of another account
   * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html
   */
  public manageDeveloperIdentities(grantee: iam.IGrantable): iam.Grant {
    return this.grant('manageDeveloperIdentities', grantee, [
      'LookupDeveloperIdentity', 'MergeDeveloperIdentities', 'UnlinkDeveloperIdentity',
    ]);
  }

  private grant(intent: string, grantee: iam.IGrantable, actions: string[]): iam.Grant {
    const pool = this.identityPool;
    required(pool, intent, { grantee });
    const people = roleOfPeople(grantee);
    if (people) {
      fail(pool, `${intent}: everyone who gets '${people.node.path}' could become anyone else; grant to the role of a backend`);
    }
    const { grantPrincipal } = grantee;
    const other = grantPrincipal.principalAccount;
    if (other !== undefined && Token.compareStrings(pool.env.account, other) === TokenComparison.DIFFERENT) {
      fail(pool, `${intent}: the grantee is in account ${other} and the pool in ${pool.env.account}; an identity pool has no policy of `
        + 'its own, '
        + 'grant to a role of its account and let the grantee assume that role');
    }
    this.judgeOnce();
    const grant = iam.Grant.addToPrincipal({
      grantee: this.late(grantPrincipal) ?? grantee,
      actions: actions.map(action => `cognito-identity:${action}`),
      resourceArns: [pool.identityPoolArn],
    });
    return grant.success ? grant : fail(
      pool, `${intent}: the grantee is no role, user or group of IAM; grant to the role that calls Cognito`,
    );
  }

  private late(principal: iam.IPrincipal): iam.IGrantable | undefined {
    const own = CfnResource.isCfnResource(this.identityPool.node.defaultChild) && Construct.isConstruct(principal)
      && Stack.of(principal) === Stack.of(this.identityPool);
    const late = own ? lateIdentity(this.identityPool.node.scope as Construct, principal) : undefined;
    return late && { grantPrincipal: late };
  }

  /** The login may be added after the grant. */
  private judgeOnce(): void {
    const resource = this.identityPool.node.defaultChild;
    if (this.judged || !CfnResource.isCfnResource(resource)) {
      return;
    }
    this.judged = true;
    judgeAtSynthesis(resource, app => {
      if (app.properties(resource).DeveloperProviderName === undefined) {
        warn(this.identityPool, 'developer-login-missing', 'a backend may issue tokens for developer identities, but the pool takes none; '
          + 'add ExternalLogin.developer, or remove the grant');
      }
      return [];
    });
  }
}
