import { Outcome } from '../../access-model';
import { TagMap } from '../../identity-facts/entities/session-tags';
import { Claims } from '../tokens/login-tokens';

/** A role of the template, as STS shows it. */
export interface LocalRole {
  /** What the access model calls it: its logical id, with the template's name where several templates make one. */
  readonly label: string;
  readonly arn: string;
  readonly name: string;
  /** `AROA…`: what IAM calls the role's unique id. */
  readonly id: string;
  readonly maxSessionSeconds: number;
}

/** An app client that is registered with an identity pool. */
export interface LocalClient {
  /** How the access model calls a login through this client. */
  readonly modelKey: string;
  /** `POOL:CLIENT`, by logical ids. */
  readonly displayName: string;
  /** Whether the template makes it and nobody said its id, so that tokens are for a name that stands in. */
  readonly standsIn?: boolean;
  /** Whether its user pool is asked each time whether the person is still there, and signed in. */
  readonly serverSideTokenCheck?: boolean;
}

/** Somebody whose tokens an identity pool accepts: a user pool, or a social, OIDC or SAML provider. */
export interface LoginProvider {
  /** The key of this provider in a `Logins` map, e.g. `cognito-idp.us-east-1.amazonaws.com/us-east-1_abc`. */
  readonly key: string;
  /** Other keys that mean this provider too. */
  readonly aliases?: string[];
  /** What the tokens name as their issuer. */
  readonly issuer?: string;
  /** Where the keys that sign them are, of SAML the metadata; absent if nobody said, and the tokens are then refused. */
  readonly keysAt?: string;
  /** Whether it makes SAML assertions, and its metadata document, if the template has it. */
  readonly saml?: { readonly metadata?: string };
  /** What the user pool is called in the template, its id here, and whether the template makes it; absent if it is none. */
  readonly userPool?: { readonly name: string; readonly id: string; readonly isMade: boolean };
  /** By client id: the audience of a token. */
  readonly clients: Map<string, LocalClient>;
}

/** An identity pool of the template, with everything needed to serve it. */
export interface LocalPool {
  /** What the access model calls it: its logical id, with the template's name where several templates make one. */
  readonly label: string;
  readonly id: string;
  readonly region: string;
  readonly allowsGuests: boolean;
  readonly allowsClassicFlow: boolean;
  readonly hasRoleMappings: boolean;
  readonly developerProvider?: string;
  readonly logins: Map<string, LoginProvider>;
  readonly tagMaps: Map<string, TagMap>;
  /** What DescribeIdentityPool answers, without the id. */
  readonly description: Record<string, unknown>;
  /** What GetIdentityPoolRoles answers, without the id. */
  readonly roles: Record<string, unknown>;
}

/** The answer to "who becomes what", with the role that the answer names. */
export interface LocalOutcome {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly role?: LocalRole;
  readonly tags?: Record<string, string>;
}

/** An identity as a trust policy sees it. */
export interface Subject {
  readonly sub: string;
  readonly aud: string;
  readonly amr: string[];
}

/** A template as the local services see it. */
export interface Directory {
  readonly account: string;
  readonly partition: string;
  /** The `iss` of the identity pools' own tokens. */
  readonly tokenIssuer: string;
  readonly pools: Map<string, LocalPool>;
  readonly roles: Map<string, LocalRole>;
  /** @param logins by the access model's name for a login; none for a guest */
  becomes(pool: LocalPool, logins: Record<string, Partial<Claims>>, customRoleArn?: string): LocalOutcome;
  /** Whether the role's trust policy lets an identity of a pool in. */
  trusts(role: LocalRole, action: string, identity: Subject, tags?: Record<string, string>): { allowed: boolean; reason: string };
}
