import { RuleCondition } from '../../../identity-facts/claims/rule-condition';
import { NotRead } from '../../../template/not-read';

/** A resource with its properties read. */
export interface ResourceFact {
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly template: string;
  readonly path?: string;
  readonly deletionPolicy?: string;
  readonly props: any;
}

/** A user pool and what belongs to it. */
export interface PoolFact extends ResourceFact {
  readonly clients: ResourceFact[];
  readonly groups: ResourceFact[];
  readonly identityProviders: ResourceFact[];
  readonly domains: ResourceFact[];
  readonly selfSignUp: boolean;
}

/** One entry of `CognitoIdentityProviders`; pool and client are there if they are in the templates. */
export interface LoginFact {
  readonly providerName: string;
  readonly clientId: string;
  readonly entry: any;
  readonly pool?: PoolFact;
  readonly client?: ResourceFact;
}

/** A user pool that is registered as an IAM OpenID Connect provider; it is there if it is in the templates. */
export interface IssuerFact {
  /** The ARN of the provider. */
  readonly provider: string;
  readonly providerName: string;
  readonly pool?: PoolFact;
  /** The clients of that pool whose tokens it takes, or may take. */
  readonly clients?: ResourceFact[];
}

/** One rule of a role mapping, with its place among them. */
export interface RuleFact extends RuleCondition {
  readonly role: string;
  readonly index: number;
}

/** One entry of `RoleMappings`. */
export interface MappingFact {
  readonly at: ResourceFact;
  readonly provider: string;
  readonly type: string;
  readonly ambiguous?: string;
  readonly rules: RuleFact[];
  /** Those that fail the deployment, by their place and the required members that are missing. */
  readonly incompleteRules: { readonly index: number; readonly missing: string[] }[];
  readonly login?: LoginFact;
  readonly issuer?: IssuerFact;
  readonly identityPool?: IdentityPoolFact;
}

/** An identity pool, its logins and what is attached to it. */
export interface IdentityPoolFact extends ResourceFact {
  readonly logins: LoginFact[];
  readonly issuers: IssuerFact[];
  /** Social, OIDC and SAML providers, as they would be keyed in a role mapping. */
  readonly otherProviders: string[];
  readonly attachments: ResourceFact[];
  readonly mappings: MappingFact[];
  readonly tags: ResourceFact[];
  readonly guests: boolean;
}

/**
 * Everything that the guardrails look at, linked.
 */
export interface Facts {
  readonly pools: PoolFact[];
  readonly clients: ResourceFact[];
  readonly identityPools: IdentityPoolFact[];
  readonly attachments: ResourceFact[];
  readonly mappings: MappingFact[];
  readonly roles: RoleFact[];
  readonly outputs: OutputFact[];
  /** What of the templates was not read as a whole; values that were not read are gaps. */
  readonly notRead: (NotRead & { readonly template: string })[];
  ofType(type: string): ResourceFact[];
  /** Those that are not made, because their condition does not hold. */
  leftOut(type: string): ResourceFact[];
  /** Whether what is written for a property refers to a resource of the same template, in whichever world. */
  names(resource: ResourceFact, property: string, target: ResourceFact): boolean;
  /** The role of the template that a value refers to. */
  role(value: any): RoleFact | undefined;
  /** The identity pools that a user pool is a login of. */
  joined(pool: PoolFact): IdentityPoolFact[];
  /** The role mappings for clients of a user pool. */
  mappingsOf(pool: PoolFact): MappingFact[];
  /** The resource that a value refers to. */
  target(value: any): ResourceFact | undefined;
  /** The account that a resource is made in, or what stands for it. */
  accountOf(resource: ResourceFact): string;
  /** Whether that is the account, and no stand-in. */
  isAccountTold(resource: ResourceFact): boolean;
  /** The region that the stack of a resource is for, where it is known. */
  regionOf(resource: ResourceFact): string | undefined;
  /** Whether a parameter has this text by default. */
  isDefault(text: string): boolean;
}

/** An output of a template. */
export interface OutputFact {
  readonly template: string;
  readonly name: string;
  readonly value: any;
}

/** One statement of a policy, everything as lists. */
export interface StatementFact {
  readonly effect: string;
  readonly actions: string[];
  readonly notActions: string[];
  readonly notResources: string[];
  readonly resources: string[];
  readonly condition: Record<string, Record<string, any>>;
  readonly principal: any;
  /** The policy of AWS that it stands in. */
  readonly policy?: string;
  /** Whether the condition already names the role and its account by their stand-ins, as in statements of policies on resources. */
  readonly seen?: boolean;
}

/** A role, what it may do, and who gets it. */
export interface RoleFact extends ResourceFact {
  /** The account that it is made in, or what stands for it. */
  readonly account: string;
  /** Whether that is the account, and no stand-in. */
  readonly isAccountTold: boolean;
  readonly trust: StatementFact[];
  readonly statements: StatementFact[];
  readonly managedPolicies: string[];
  /** The statements of the permissions boundary, where one is set that the templates make. */
  readonly boundary?: StatementFact[];
  /** Which identities of which identity pools are given this role by a role attachment. */
  readonly uses: { kind: 'authenticated' | 'guest' | 'group' | 'rule'; identityPool?: IdentityPoolFact; by: ResourceFact }[];
  readonly trustsCognito: boolean;
}
