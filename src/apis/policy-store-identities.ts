import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnIdentitySource } from 'aws-cdk-lib/aws-verifiedpermissions';
import { Construct } from 'constructs';
import { idsOfClients } from './private/clients-of-api';
import { AppResource, nameOf } from '../app-tree/app-resource';
import { judgeAtSynthesis } from '../app-tree/synthesis';
import { WholeApp } from '../app-tree/whole-app';
import { checkedId } from '../private/construct-id';
import { fail } from '../private/fail';
import { required, withoutNulls } from '../private/present';
import { abbreviate } from '../private/text/abbreviate';

const MAX_CLIENTS = 1000;
const MAX_TYPE = 200;
/** @see https://docs.aws.amazon.com/verifiedpermissions/latest/apireference/API_CreateIdentitySource.html */
const STORE = /^[a-zA-Z0-9-]+$/;
const MAX_STORE = 200;
/** A Cedar entity type with its namespaces. */
const ENTITY_TYPE = /^([_a-zA-Z]\w*::)*[_a-zA-Z]\w*$/;

/**
 * Whose tokens a policy store accepts, and the entity types of people and groups.
 */
export interface PolicyStoreIdentitiesProps {
  /**
   * The id of the policy store, such as `store.attrPolicyStoreId` of a `CfnPolicyStore`.
   */
  readonly policyStoreId: string;

  /**
   * The user pool.
   */
  readonly userPool: cognito.IUserPool;

  /**
   * The app clients whose tokens pass, 1 to 1000.
   */
  readonly clients: cognito.IUserPoolClient[];

  /**
   * The entity type of people, such as `Shop::User`, 1 to 200 characters. It has to be in the schema of the policy store.
   */
  readonly userType: string;

  /**
   * The entity type of groups of the user pool, such as `Shop::Group`, 1 to 200 characters. People are in the groups that their token lists
   * in `cognito:groups`.
   *
   * @default - policies don't see groups
   */
  readonly groupType?: string;
}

/**
 * Lets a policy store of Amazon Verified Permissions decide about the people of a user pool, by their tokens.
 *
 * Creates an `AWS::VerifiedPermissions::IdentitySource`. The app sends the token along with its question, so the caller is whoever Cognito
 * signed the token for, never what a request claims about itself. A policy store has one identity source.
 *
 * @see https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/identity-sources-cognito.html
 *
 * @example
 * declare const store: verifiedpermissions.CfnPolicyStore;
 * declare const api: lambda.Function;
 * const auth = new CognitoAuth(this, 'Auth');
 * const identities = new PolicyStoreIdentities(this, 'Identities', {
 *   policyStoreId: store.attrPolicyStoreId,
 *   userPool: auth.userPool,
 *   clients: [auth.client],
 *   userType: 'Shop::User',
 *   groupType: 'Shop::Group',
 * });
 * identities.grantIsAuthorized(api);
 */
export class PolicyStoreIdentities extends Construct {
  /**
   * The CloudFormation resource.
   */
  public readonly cfnIdentitySource: CfnIdentitySource;

  private readonly policyStoreId: string;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   * @throws if there is no app client, there are more than 1000, one belongs to another pool, or the store or a type is none; at
   * synthesis, if the store has two
   */
  constructor(scope: Construct, id: string, props: PolicyStoreIdentitiesProps) {
    super(scope, checkedId(scope, id, 'new PolicyStoreIdentities'));
    props = withoutNulls(props);
    required(this, 'new PolicyStoreIdentities', props, 'policyStoreId', 'userPool', 'userType');
    const { policyStoreId, userPool, clients, userType, groupType } = props;
    if (!Token.isUnresolved(policyStoreId) && (!STORE.test(policyStoreId) || policyStoreId.length > MAX_STORE)) {
      fail(this, `policyStoreId: '${abbreviate(policyStoreId)}' is none; it has 1 to ${MAX_STORE} letters, digits and hyphens`);
    }
    this.policyStoreId = policyStoreId;
    this.checkType('userType', userType);
    if (groupType !== undefined) this.checkType('groupType', groupType);
    this.cfnIdentitySource = new CfnIdentitySource(this, 'Resource', {
      policyStoreId,
      principalEntityType: userType,
      configuration: {
        cognitoUserPoolConfiguration: {
          userPoolArn: userPool.userPoolArn,
          // without any, tokens of every client of the pool would pass
          clientIds: idsOfClients(this, 'new PolicyStoreIdentities', userPool, clients ?? [], MAX_CLIENTS),
          ...(groupType !== undefined ? { groupConfiguration: { groupEntityType: groupType } } : {}),
        },
      },
    });
    judgeAtSynthesis(this, app => {
      const others = this.othersOfStore(app);
      return others.length === 0 ? [] : [
        `a policy store has one identity source, and ${[this.cfnIdentitySource, ...others].map(nameOf).join(' and ')} are for the same; `
          + 'name the clients of both in one, or make a policy store for each',
      ];
    });
  }

  /**
   * Lets a backend ask what the person with a token may do (`IsAuthorizedWithToken`, which IAM also checks for batches). The backend can't
   * ask about people by name, which is a different action.
   *
   * @param grantee the principal that gets the permission, such as a Lambda function or a role
   */
  public grantIsAuthorized(grantee: iam.IGrantable): iam.Grant {
    required(this, 'grantIsAuthorized', { grantee });
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['verifiedpermissions:IsAuthorizedWithToken'],
      resourceArns: [Stack.of(this).formatArn({
        service: 'verifiedpermissions',
        region: '',
        resource: 'policy-store',
        resourceName: this.policyStoreId,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      })],
    });
  }

  /** A quota of one, which can't be raised: https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/quotas.html */
  private othersOfStore(app: WholeApp): AppResource[] {
    const storeOf = (source: AppResource) => {
      const id = app.property(source, 'PolicyStoreId');
      return typeof id === 'string' ? id : app.reference(id, source)?.target;
    };
    const [own, store] = [this.cfnIdentitySource, storeOf(this.cfnIdentitySource)];
    return store === undefined ? [] : app.of(own.cfnResourceType).filter(source => source !== own && storeOf(source) === store
      // another account may have a store of that id
      && (typeof store !== 'string' || source.stack === own.stack));
  }

  private checkType(prop: string, type: string): void {
    if (!Token.isUnresolved(type) && (type.length > MAX_TYPE || !ENTITY_TYPE.test(type))) {
      fail(this, `${prop} must be a type of Cedar with its namespaces and at most ${MAX_TYPE} characters, like Shop::User, got: '${type}'`);
    }
  }
}
