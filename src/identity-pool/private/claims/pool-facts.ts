import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CUSTOM_PREFIX, STANDARD_CLAIMS } from './claim-names';
import { AppResource, nameOf } from '../../../app-tree/app-resource';
import { offers } from '../../../app-tree/offered-providers';
import { isIntrinsic, mayList } from '../../../app-tree/values';
import { WholeApp } from '../../../app-tree/whole-app';
import { writingClient } from '../../../app-tree/writing-client';
import { canSignUpWith, canUpdate, SELF_SERVICE_SCOPE } from '../../../identity-facts/claims/claim-writers';
import { usersSignIn } from '../../../identity-facts/claims/client-flows';
import { registersWriters } from '../../../identity-facts/claims/client-registration';
import { mayKeepProvidersApart } from '../../../identity-facts/claims/directories';
import { PreTokenTrigger, preTokenTrigger } from '../../../identity-facts/claims/pre-token';
import { SET_BY_COGNITO } from '../../../identity-facts/claims/standard-attributes';
import { Providers, isSamePool, UserPoolLogin } from '../providers';

/** A resource of the app that belongs to a user pool, as the template will have it. */
export interface PartOfPool {
  /** What a message calls it. */
  readonly name: string;
  readonly resource: AppResource;
  readonly properties: any;
  /** Whether it certainly belongs to this pool. What can't be told counts as belonging, or people could hide a writer. */
  readonly certain: boolean;
}

/** What the whole app says of one of its user pools. What is known at deployment only counts as its unsafe side. */
export class PoolFacts {
  private readonly partsByType = new Map<string, PartOfPool[]>();

  /** @param logins the clients whose tokens are read, if not those of all clients are */
  constructor(private readonly app: WholeApp, public readonly pool: cognito.CfnUserPool, private readonly logins?: UserPoolLogin[]) {}

  /** Those whose users sign in: a machine client has none. */
  public get clients(): PartOfPool[] {
    return this.parts('AWS::Cognito::UserPoolClient').filter(({ properties }) => usersSignIn(writingClient(properties)));
  }

  /** Whether the registered client is one of this app, so that its lists can be read. */
  public knows(login: UserPoolLogin): boolean {
    const target = this.clientOf(login);
    return target !== undefined && this.app.of('AWS::Cognito::UserPoolClient').some(resource => resource === target);
  }

  public get groups(): PartOfPool[] {
    return this.parts('AWS::Cognito::UserPoolGroup');
  }

  /** The clients through which people can write the attribute of themselves. */
  public writersOf(attribute: string): PartOfPool[] {
    return SET_BY_COGNITO.includes(attribute) ? [] : this.parts('AWS::Cognito::UserPoolClient').filter(({ properties }) => {
      const settings = writingClient(properties, attribute);
      return canUpdate(settings, attribute) || (this.selfSignUp && canSignUpWith(settings, attribute));
    });
  }

  /**
   * Who registers clients that no template shows, through which people may write the attribute. What is known at deployment only counts as
   * the unsafe side.
   */
  public registrarsOf(attribute: string): 'anyone' | 'token' | undefined {
    const registration = this.properties.DcrConfiguration;
    if (registration === undefined || SET_BY_COGNITO.includes(attribute)
      || (this.attribute(attribute) === 'immutable' && !this.selfSignUp)) {
      return undefined;
    }
    const { EnableStatus: status, OpenDcrEnabled: open, AllowedScopes: scopes } = registration;
    return isIntrinsic(registration) ? 'anyone' : registersWriters({
      status: status === undefined || isIntrinsic(status) ? undefined : String(status),
      open: isIntrinsic(open) || String(open) === 'true',
      scopes: mayList(scopes, SELF_SERVICE_SCOPE) ? [SELF_SERVICE_SCOPE] : [],
    });
  }

  public readersOf(attribute: string): PartOfPool[] {
    return this.clients.filter(({ properties: { ReadAttributes } }) => ReadAttributes === undefined || mayList(ReadAttributes, attribute));
  }

  /** The identity providers that fill the attribute in. */
  public fillersOf(attribute: string): PartOfPool[] {
    return this.parts('AWS::Cognito::UserPoolIdentityProvider').filter(({ properties: { AttributeMapping } }) =>
      AttributeMapping !== undefined && (isIntrinsic(AttributeMapping) || attribute in AttributeMapping));
  }

  /** Those of them whose people have tokens that are read, with the attribute in it. */
  public offeredFillersOf(attribute: string): PartOfPool[] {
    const read = this.logins?.map(login => this.clientOf(login));
    const clients = this.readersOf(attribute).filter(({ resource }) => read?.includes(resource) ?? true);
    return this.fillersOf(attribute).filter(({ resource }) => clients.some(client => offers(this.app, client.resource, resource)));
  }

  /** Whether the pool has the attribute that a claim of this name shows, and whether its value can change. */
  public attribute(claim: string): 'missing' | 'mutable' | 'immutable' {
    if (!claim.startsWith(CUSTOM_PREFIX)) {
      // a standard attribute is there, and mutable, without a schema
      return STANDARD_CLAIMS.includes(claim) ? this.declared(claim) ?? 'mutable' : 'missing';
    }
    const schema = this.properties.Schema;
    return isIntrinsic(schema) || schema?.some(isIntrinsic) ? 'mutable' : this.declared(claim.slice(CUSTOM_PREFIX.length)) ?? 'missing';
  }

  public get selfSignUp(): boolean {
    return String(this.properties.AdminCreateUserConfig?.AllowAdminCreateUserOnly) !== 'true';
  }

  /** What people sign in with in place of a user name, which Cognito then makes up. */
  public get signInAttributes(): string[] {
    return listOrUnknown(this.properties.UsernameAttributes) ?? [];
  }

  public verifiesAtSignUp(attribute: string): boolean {
    return (listOrUnknown(this.properties.AutoVerifiedAttributes) ?? []).includes(attribute);
  }

  public mayVerifyAtSignUp(attribute: string): boolean {
    return mayList(this.properties.AutoVerifiedAttributes, attribute);
  }

  public verifiesBeforeUpdate(attribute: string): boolean {
    const before = this.properties.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate;
    return (listOrUnknown(before) ?? []).includes(attribute);
  }

  public hasTrigger(name: string): boolean {
    const triggers = this.properties.LambdaConfig;
    return triggers !== undefined && (isIntrinsic(triggers) || triggers[name] !== undefined);
  }

  public get preTokenTrigger(): PreTokenTrigger {
    return preTokenTrigger(this.properties.LambdaConfig);
  }

  public get mayKeepProvidersApart(): boolean {
    return mayKeepProvidersApart(this.properties.LambdaConfig);
  }

  private clientOf({ client }: UserPoolLogin): unknown {
    return this.app.reference(this.app.resolve(client.userPoolClientId, client), { stack: Stack.of(client) })?.target;
  }

  private declared(name: string): 'mutable' | 'immutable' | undefined {
    const schema = this.properties.Schema;
    const entry = Array.isArray(schema) ? schema.find(({ Name }) => Name === name) : undefined;
    return entry && (String(entry.Mutable) === 'false' ? 'immutable' : 'mutable');
  }

  private get properties(): any {
    return this.app.properties(this.pool);
  }

  private parts(type: string): PartOfPool[] {
    if (!this.partsByType.has(type)) {
      this.partsByType.set(type, this.app.perhapsPartsOf(this.pool, type).flatMap(resource => {
        const properties = this.app.properties(resource);
        const refers = this.app.refersTo(properties.UserPoolId, resource, this.pool);
        return refers === 'no' ? [] : [{ name: nameOf(resource), resource, properties, certain: refers === 'yes' }];
      }));
    }
    return this.partsByType.get(type)!;
  }
}

/** What is known of a registered user pool, when it is one of this app. Several objects may stand for it. */
export function factsOf(userPool: cognito.IUserPool, providers: Providers, app: WholeApp): PoolFacts | undefined {
  const logins = providers.logins.filter(login => isSamePool(login.userPool, userPool));
  const pool = logins.map(login => login.userPool.node.defaultChild).find(resource => cognito.CfnUserPool.isCfnUserPool(resource));
  return pool && new PoolFacts(app, pool, logins);
}

/** Whether only the sources that differ on an empty list of attributes make a client a writer. */
export function namesNothing({ properties: { WriteAttributes } }: PartOfPool): boolean {
  return Array.isArray(WriteAttributes) && WriteAttributes.length === 0;
}

function listOrUnknown(value: any): string[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function namesOf(parts: PartOfPool[]): string {
  return parts.map(({ name, certain }) => certain ? name : `${name} (whose user pool isn't known here)`).join(', ');
}
