import { Names, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ExistingUserPoolFacts, ExistingUserPoolOptions } from './existing-user-pool-options';
import { importedById } from './private/imported-pool';
import { refuseSettings } from './private/owners-settings';
import { accepts } from '../../app-tree/accepts';
import { UserPoolGrants } from '../../grants';
import { checkedId } from '../../private/construct-id';
import { fail } from '../../private/fail';
import { makePartsIn } from '../../private/hand-over/home-of-parts';
import { HAND_OVER, checkPrefix } from '../../private/hand-over/names';
import { presentIn, required, withoutNulls } from '../../private/present';
import { AppClient, AppResourceServer, AppResourceServerOptions, PoolClient } from '../clients';
import type { ClientContext } from '../clients/client-context';
import { refuseTakenId } from '../private/construct-id';
import { isGivenDomain } from '../private/domain-lookup';
import { checkAttributes, presentAttributes, readableAttributes, requiredAttributes, writableAttributes } from '../profile/schema';
import { Trigger } from '../triggers';

/**
 * A user pool that another app, another stack or a person made: app clients, resource servers and groups for it, and the way to an
 * identity pool of your own.
 *
 * Creates nothing by itself. What is added is made in this stack, or in the one that is handed in for the pool's region and account.
 * Everything that belongs to the pool itself, such as triggers, attributes, MFA and password rules, stays with whoever made it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools.html
 *
 * @example
 * const users = ExistingUserPool.fromUserPoolArn(this, 'Users', 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Abc123');
 * const client = users.addClient('Reports', AppClient.browser());
 * const identities = new AppIdentityPool(this, 'Identities');
 * identities.addUserPool(users.userPool, client);
 */
export class ExistingUserPool extends Construct {
  /**
   * By the id, `REGION_…`: a pool of this account, in any region.
   *
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param userPoolId the id, such as `eu-west-1_AbCdEf123`
   * @param options what is known about the pool
   * @throws when the pool is in another region and the account of the stack is not known; give the ARN then
   */
  public static fromUserPoolId(scope: Construct, id: string, userPoolId: string, options: ExistingUserPoolOptions = {}): ExistingUserPool {
    return new ExistingUserPool(scope, id, 'fromUserPoolId', pool => importedById(pool, userPoolId), options);
  }

  /**
   * By the ARN, which also says in which region and account the pool is.
   *
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param userPoolArn the ARN, such as `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123`
   * @param options what is known about the pool
   * @throws when the ARN is none of a user pool
   */
  public static fromUserPoolArn(
    scope: Construct, id: string, userPoolArn: string, options: ExistingUserPoolOptions = {},
  ): ExistingUserPool {
    return new ExistingUserPool(scope, id, 'fromUserPoolArn', pool => {
      if (!Token.isUnresolved(userPoolArn) && !/^arn:[^:]+:cognito-idp:[^:]+:[^:]+:userpool\/[\w-]+_[0-9a-zA-Z]+$/.test(userPoolArn)) {
        fail(
          pool,
          `fromUserPoolArn: '${userPoolArn}' is no ARN of a user pool; it looks like arn:aws:cognito-idp:REGION:ACCOUNT:userpool/REGION_ID`,
        );
      }
      return cognito.UserPool.fromUserPoolArn(pool, 'UserPool', userPoolArn);
    }, options);
  }

  /**
   * A pool that is at hand already: of another stack of this app, or imported.
   *
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param userPool the pool, made here or imported
   * @param options what is known about the pool
   */
  public static fromUserPool(
    scope: Construct, id: string, userPool: cognito.IUserPool, options: ExistingUserPoolOptions = {},
  ): ExistingUserPool {
    return new ExistingUserPool(scope, id, 'fromUserPool', () => userPool, options);
  }

  /**
   * Imports an identity pool from the SSM parameters that a `HandOver` of another app in this account and Region wrote. Their values are
   * read at each deployment.
   *
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param prefix the prefix that the hand-over has, such as `/photos/auth`
   * @param facts what is known about the pool besides its id
   * @throws when the prefix is none that parameters can have
   */
  public static fromParameters(scope: Construct, id: string, prefix: string, facts: ExistingUserPoolFacts = {}): ExistingUserPool {
    return new ExistingUserPool(scope, id, 'fromParameters', pool => {
      const name = `${checkPrefix(pool, 'fromParameters', prefix)}/${HAND_OVER.userPoolId}`;
      return cognito.UserPool.fromUserPoolId(pool, 'UserPool', ssm.StringParameter.valueForStringParameter(pool, name));
    }, facts);
  }

  /**
   * The pool, for everything in the CDK that takes one and for `addUserPool` of an identity pool.
   */
  public readonly userPool: cognito.IUserPool;

  /**
   * Grants to administer the users, named by their purpose: `users.grants.readUsers(fn)`.
   */
  public readonly grants: UserPoolGrants;

  private readonly options: ExistingUserPoolOptions;
  private readonly home: Construct;
  private readonly facts: Pick<ClientContext, 'readableAttributes' | 'writableAttributes' | 'requiredAttributes'>;

  private constructor(
    scope: Construct, id: string, factory: string, find: (self: Construct) => cognito.IUserPool, given: ExistingUserPoolOptions,
  ) {
    super(scope, checkedId(scope, id, factory));
    const options = this.options = withoutNulls(given ?? {});
    refuseSettings(this, factory, options);
    this.userPool = find(this);
    this.grants = UserPoolGrants.fromUserPool(this.userPool);
    this.home = options.stack ? this.below(options.stack, factory) : this;
    const attributes = presentAttributes(options.attributes ?? {});
    checkAttributes(this, attributes, {});
    this.facts = {
      readableAttributes: readableAttributes(attributes),
      writableAttributes: writableAttributes(attributes, ['email']),
      requiredAttributes: requiredAttributes(attributes),
    };
    for (const name of namesOf(this, factory, options.identityProviders ?? [])) {
      this.userPool.registerIdentityProvider(cognito.UserPoolIdentityProvider.fromProviderName(this, `Provider${name}`, name));
    }
  }

  /**
   * Adds an app client from one of the presets of `AppClient`. Register it with an identity pool by `addUserPool(users.userPool, client)`.
   *
   * @param id the construct id of the client
   * @param client what kind of client, such as `AppClient.browser()`
   * @throws when the id is taken, the pool is in another region or account and no `stack` was handed in, or the client asks for an
   * attribute that `attributes` does not have
   */
  public addClient(id: string, client: AppClient): PoolClient {
    refuseTakenId(this.home, id, `addClient('${id}')`);
    required(this, `addClient('${id}')`, { client });
    const made = client._render({ ...this.facts, ...this.context(`addClient('${id}')`) }, id);
    accepts(made.node.defaultChild as cognito.CfnUserPoolClient);
    return made;
  }

  /**
   * Adds a resource server: an API that accepts access tokens, with its scopes. Clients that use a scope are created after it.
   *
   * @param id the construct id of the resource server
   * @param options the identifier and the scopes
   * @throws when the id or the identifier is taken, the pool is in another region or account and no `stack` was handed in, or Cognito would
   * refuse the identifier, the name or a scope
   */
  public addResourceServer(id: string, options: AppResourceServerOptions): AppResourceServer {
    refuseTakenId(this.home, id, `addResourceServer('${id}')`);
    this.refuseElsewhere(`addResourceServer('${id}')`);
    return new AppResourceServer(this.home, id, { userPool: this.userPool, ...options });
  }

  /**
   * Refuses, and says what to do instead: CloudFormation sets the triggers of a pool where the pool is made, and nowhere else.
   *
   * @param trigger what the pool was to call
   * @throws always
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPool.html
   */
  public addTrigger(trigger: Trigger): void {
    required(this, 'addTrigger', { trigger });
    const names = trigger._bindings.map(({ name }) => name).join(', ');
    fail(this, `addTrigger: ${names} can't be set here: to change a user pool means to say all of its settings anew, `
      + 'and CloudFormation does so where the pool is made. '
      + 'Add the trigger in the app of the pool, with the function as lambda.Function.fromFunctionAttributes({ functionArn, '
      + 'sameEnvironment: true }); '
      + 'here, let Cognito call the function: fn.addPermission(\'Cognito\', { principal: '
      + 'new iam.ServicePrincipal(\'cognito-idp.amazonaws.com\'), '
      + 'sourceArn: users.userPool.userPoolArn })');
  }

  private context(call: string): Omit<ClientContext, keyof typeof this.facts> {
    this.refuseElsewhere(call);
    const { choiceBasedSignIn: choiceBased = false, customChallenge = false, hasDomain } = this.options;
    return {
      scope: this.home,
      userPool: this.userPool,
      choiceBased,
      declaredIn: 'attributes, as the pool has them',
      triggers: { hasCustomChallenge: () => customChallenge, noteClient: () => {} },
      requirePlan: () => {},
      hasDomain: app => hasDomain ?? (isGivenDomain(this.userPool, app) || undefined),
    };
  }

  private below(stack: Stack, factory: string): Construct {
    const { region, account } = this.userPool.env;
    for (const [what, there, here] of [['region', region, stack.region], ['account', account, stack.account]]) {
      if (differ(there, here)) {
        fail(
          this,
          `${factory}: stack: ${stack.node.path} is in ${what} ${here} and the pool in ${there}; hand in one of ${there}, or leave it out`,
        );
      }
    }
    const home = stack === Stack.of(this) ? this : new Construct(stack, `PartsOf${Names.nodeUniqueId(this.node)}`);
    makePartsIn(this.userPool, home);
    return home;
  }

  private refuseElsewhere(call: string): void {
    const { region, account } = this.userPool.env;
    const stack = Stack.of(this.home);
    for (const [there, here] of [[region, stack.region], [account, stack.account]]) {
      if (differ(there, here)) {
        fail(this, `${call}: the pool is in ${there} and this stack in ${here}, and CloudFormation makes parts of a pool beside it only; `
          + `hand in a stack of ${there}: `
          + `stack: new Stack(app, '…', { env: { account: '${account}', region: '${region}' } })`);
      }
    }
  }
}

function namesOf(scope: Construct, factory: string, identityProviders: string[]): Set<string> {
  const names = new Set(presentIn(identityProviders));
  const wrong = [...names].find(name => Token.isUnresolved(name) || name.trim() === '');
  if (wrong !== undefined || Token.isUnresolved(identityProviders)) {
    fail(scope, `${factory}: identityProviders must be names that are written out, by which constructs are called here, got: '${wrong}'`);
  }
  return names;
}

function differ(one: string, other: string): boolean {
  return Token.compareStrings(one, other) === TokenComparison.DIFFERENT;
}
