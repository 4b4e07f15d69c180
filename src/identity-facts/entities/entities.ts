import type { TagMap } from './session-tags';
import type { NamedPolicy } from '../../policy';
import type { Alternatives } from '../../template/values';

/** A policy of a role; alternatives where a condition of the template decides whether the role has it, or what it says. */
export type RolePolicy = NamedPolicy | Alternatives;

/** A resource of a template, its properties resolved. */
export interface Entity {
  readonly logicalId: string;
  /** What it is called in answers: the logical id, or `TEMPLATE/LOGICAL_ID` where several templates make one. */
  readonly label: string;
  /** The template's name. */
  readonly template: string;
  readonly type: string;
  /** The conditions, not decided before deployment, on which it is made: what is never made is no entity. */
  readonly conditions: readonly string[];
  /** Where a CDK app made it. */
  readonly constructPath?: string;
  /** What `Ref` of it gives. */
  readonly ref: unknown;
  readonly props: Record<string, any>;
}

export interface UserPoolEntity extends Entity {
  /** `cognito-idp.REGION.SUFFIX/POOL`. */
  readonly providerName: string;
}

export interface ClientEntity extends Entity {
  readonly userPool?: UserPoolEntity;
  /** What its user pool goes by: what `Ref` of it gives, or the id of one that is made elsewhere; nothing where that is not known. */
  readonly poolId?: string;
}

export interface GroupEntity extends Entity {
  /** What its user pool goes by, as for a client. */
  readonly poolId?: string;
  readonly name: string;
  readonly precedence?: number;
  readonly roleArn?: string;
  /** Why its name is not known. */
  readonly nameUnknown?: string;
  /** Why its precedence is not known. */
  readonly precedenceUnknown?: string;
}

/** The value of a tag, or why it is not known. */
export type RoleTag = string | { readonly unknown: string; readonly mayBeAbsent: boolean };

export interface RoleEntity extends Entity {
  readonly arn: string;
  readonly trust: any;
  readonly policies: RolePolicy[];
  readonly boundary?: RolePolicy;
  readonly tags: Record<string, RoleTag>;
  /** Why it is not known which tags it has besides. */
  readonly tagsUnknown?: string;
}

/** An app client that is registered with an identity pool. */
export interface RegisteredClient {
  readonly providerName: string;
  readonly clientId: string;
  readonly userPool?: UserPoolEntity;
  /** What its user pool goes by, as for a client. */
  readonly poolId?: string;
  readonly client?: ClientEntity;
  readonly serverSideTokenCheck?: unknown;
}

export interface PrincipalTags extends TagMap {
  readonly provider: string;
}

export interface IdentityPoolEntity extends Entity {
  readonly providers: RegisteredClient[];
  /** Every role attachment that is, or may be, for this pool; more than one overwrite each other. */
  readonly attachments: Entity[];
  readonly roles: Record<string, string>;
  /** By provider: `PROVIDER_NAME:CLIENT_ID`, an ARN, or the name of a login provider. */
  readonly roleMappings: Record<string, any>;
  readonly principalTags: PrincipalTags[];
  /** The roles that are not made, the conditions of the template being decided in one way. */
  readonly absentRoles?: ReadonlySet<string>;
  /** Where those stand. */
  readonly tagResources: Entity[];
}

/** What the templates say about who becomes which role. */
export interface ModelEntities {
  readonly userPools: UserPoolEntity[];
  readonly clients: ClientEntity[];
  readonly groups: GroupEntity[];
  readonly identityProviders: Entity[];
  readonly identityPools: IdentityPoolEntity[];
  readonly roles: RoleEntity[];
  readonly functions: Entity[];
  readonly permissions: Entity[];
  /** The account of each template, where that is known. */
  readonly accounts: ReadonlyMap<string, string | undefined>;
  /** Every resource of every template. */
  readonly resources: Entity[];
}
