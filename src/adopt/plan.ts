import { groupRolesOf, groupsOf, OwnGroup } from './own-groups';
import { tagsOf } from './own-tags';
import { PoolParts, partsOf } from './pool-parts';
import { signsInByPhone, typedPool, Typed } from './pool-props';
import { isRetained, reasonFor } from './reasons';
import { mappingOf, WrittenMapping } from './role-mappings';
import { isStandardTrust } from './standard-trust';
import { Code, expression } from './typescript';
import { beside, isPlain, literals, WrittenResource, WrittenTemplate } from './written';
import { asBoolean, asString, isObject } from '../template/values';

/** A resource that a construct of this library makes from now on. */
export interface Kept {
  /** The expression that names it in the program. */
  readonly by: string;
  readonly resource: WrittenResource;
  /** The properties that props say, and those that the constructs decide. */
  readonly said: readonly string[];
}

/** What becomes of the Cognito resources of one template. */
export interface Plan {
  readonly template: WrittenTemplate;
  /** The statements that make the constructs; the first assigns `auth` or `users`. */
  readonly statements: readonly string[];
  readonly kept: readonly Kept[];
  /** What stays a raw resource. */
  readonly carried: readonly WrittenResource[];
  /** What is to be known about it, and to be done by hand. */
  readonly notes: readonly string[];
  /** The other resources that are named, which the app goes on making. */
  readonly named: readonly string[];
  /** The outputs that name what is adopted, which the app goes on making as well. */
  readonly outputs: readonly string[];
  readonly isAuth: boolean;
}

/** Decides for each resource whether a construct makes it, or whether it is carried over raw. Nothing is left out. */
export function planOf(template: WrittenTemplate): Plan | undefined {
  const [pool, ...others] = template.of('AWS::Cognito::UserPool').filter(isPlain);
  if (!pool) return undefined;
  const clients = template.of('AWS::Cognito::UserPoolClient')
    .filter(client => isPlain(client) && signsIn(client) && template.named(client.props.UserPoolId) === pool);
  const identities = identitiesOf(template, pool, clients);
  const plan = new Drafting(template, identities, pool, clients);
  others.forEach(({ id }) => plan.note(`${id}: a second user pool in one stack is carried over raw; give it a construct of its own`));
  return plan.finished();
}

/** An identity pool whose roles the template makes. */
interface Identities {
  readonly pool: WrittenResource;
  readonly attachment: WrittenResource;
  readonly authenticated: WrittenResource;
  readonly guests?: WrittenResource;
  readonly isOpen: boolean;
  readonly isClassic: boolean;
}

function identitiesOf(template: WrittenTemplate, userPool: WrittenResource, clients: readonly WrittenResource[]): Identities | undefined {
  const pool = template.of('AWS::Cognito::IdentityPool').find(candidate => isPlain(candidate)
    && template.mentioned(candidate.props.CognitoIdentityProviders).some(named => named === userPool || clients.includes(named)));
  const attachments = template.of('AWS::Cognito::IdentityPoolRoleAttachment')
    .filter(({ props }) => pool && template.named(props.IdentityPoolId) === pool);
  const [attachment] = attachments;
  const authenticated = attachment && template.named(attachment.props.Roles?.authenticated);
  if (!pool || clients.length === 0 || attachments.length !== 1 || !authenticated) return undefined;
  if (!isPlain(attachment) || !isPlain(authenticated)) return undefined;
  const guests = template.named(attachment.props.Roles?.unauthenticated);
  const hasGuests = guests !== undefined && guests !== authenticated && isPlain(guests);
  const isOpen = hasGuests && asBoolean(pool.props.AllowUnauthenticatedIdentities) === true;
  return {
    pool, attachment, authenticated, ...guests ? { guests } : {}, isOpen, isClassic: asBoolean(pool.props.AllowClassicFlow) === true,
  };
}

class Drafting {
  private readonly kept: Kept[] = [];
  private readonly statements: string[] = [];
  private readonly notes: string[] = [];
  private readonly reasons: PoolParts['reasons'];
  private readonly groups: readonly OwnGroup[];

  constructor(
    private readonly template: WrittenTemplate, private readonly identities: Identities | undefined,
    private readonly userPool: WrittenResource, clients: readonly WrittenResource[],
  ) {
    const typed = typedPool(userPool);
    this.groups = identities && !identities.isClassic ? groupsOf(template, identities) : [];
    const mapping = identities && this.mappingOf(identities, userPool, clients);
    const [first, ...more] = identities ? registeredFirst(template, identities.pool, clients) : [undefined, ...clients];
    const props = {
      ...typed.props,
      ...first ? { client: preset(first) } : {},
      ...identities?.isOpen ? { guestAccess: true } : {},
      ...identities?.isClassic ? { classicFlow: true } : {},
      ...mapping?.props,
    };
    const users = identities ? 'auth.users' : 'users';
    const construct = identities ? "auth = new CognitoAuth(stack, 'Auth'" : "users = new AppUserPool(stack, 'Users'";
    this.statements.push(`const ${construct}, ${expression(props, '  ')});`);
    this.keep(`${users}.cfnUserPool`, userPool, typed);
    if (signsInByPhone(typed)) this.keepSmsRole(users);
    if (first) this.keep('auth.client.node.defaultChild', first, { props: {}, said: ['UserPoolId'] });
    for (const client of more.filter(one => one !== undefined)) this.addClient(client, identities ? 'auth' : 'users');
    const { parts, reasons } = partsOf(template, userPool, template.resources.filter(isPlain), identities ? 'auth' : 'users');
    this.reasons = reasons;
    for (const { statement, by, resource } of parts) {
      this.statements.push(statement);
      this.keep(by, resource, { props: {}, said: ['UserPoolId'] });
    }
    if (identities && mapping) this.addIdentities(identities, mapping);
    else if (template.of('AWS::Cognito::IdentityPool').length > 0) this.note(RAW_IDENTITIES);
  }

  public note(text: string): void {
    this.notes.push(text);
  }

  public finished(): Plan {
    const made = new Set(this.kept.map(({ resource }) => resource));
    const carried = this.carriedWith(made);
    const own = new Set([...made, ...carried]);
    const written = [...own].map(({ props, ...resource }) => ({ props, ...beside(resource) }));
    const named = this.template.mentioned(written).filter(resource => !own.has(resource)).map(({ id, Type }) => `${id} (${Type})`);
    for (const { id, DeletionPolicy: policy } of [...made].filter(isRetained)) {
      if (policy === 'Retain') continue;
      this.note(`${id}: its DeletionPolicy was ${policy ?? 'not set'}; from now on it is retained (removalPolicy: `
        + 'RemovalPolicy.DESTROY says otherwise)');
    }
    for (const resource of carried) {
      const way = this.reasons.get(resource) ?? reasonFor(resource);
      this.note(`${resource.id} (${resource.Type}) is carried over raw${way === undefined ? '' : `: ${way}`}`);
    }
    return {
      template: this.template,
      statements: this.statements,
      kept: this.kept,
      carried,
      notes: this.notes,
      named: [...named, ...this.template.otherNames(written)],
      outputs: this.template.outputsOf(own),
      isAuth: this.identities !== undefined,
    };
  }

  private keep(by: string, resource: WrittenResource, { said }: Typed): void {
    this.kept.push({ by, resource, said });
  }

  /** Signing in by phone brings a role for text messages with it. */
  private keepSmsRole(users: string): void {
    const { SmsConfiguration: sms } = this.userPool.props;
    const role = isObject(sms) ? this.template.named(sms.SnsCallerArn) : undefined;
    if (role?.Type === 'AWS::IAM::Role' && isPlain(role)) {
      this.keep(`${users}.userPool.node.findChild('smsRole').node.defaultChild`, role, { props: {}, said: [] });
    } else {
      this.note('TODO: a role for text messages is made that nothing uses; give the one that there is as sms: { role, externalId }');
    }
  }

  private addClient(client: WrittenResource, to: string): void {
    const name = `client${client.id}`;
    this.statements.push(`const ${name} = ${to}.addClient('${client.id}', ${expression(preset(client), '  ')});`);
    this.keep(`${name}.node.defaultChild`, client, { props: {}, said: ['UserPoolId'] });
  }

  private addIdentities({ pool, attachment, authenticated, guests, isOpen, isClassic }: Identities, mapping: WrittenMapping): void {
    this.keep('auth.identityPool.cfnIdentityPool', pool, { props: {}, said: [] });
    this.keep('auth.identityPool.cfnRoleAttachment', attachment, { props: {}, said: ['IdentityPoolId'] });
    this.keepRole('auth.authenticated', authenticated, 'authenticated');
    if (isOpen) this.keepRole('auth.guests', guests!, 'unauthenticated');
    for (const { statement, by, resource } of tagsOf(this.template, this.userPool, pool)) {
      this.statements.push(statement);
      this.keep(by, resource, { props: {}, said: ['IdentityPoolId'] });
    }
    if (isClassic) this.note('classicFlow is on: groups and their roles are carried over raw, since it knows no role mappings');
    this.groups.forEach(group => this.addGroup(group));
    for (const { id, rule, role } of mapping.rules) {
      const by = id.toLowerCase();
      this.statements.push(`const ${by} = auth.addRule(${expression(id)}, ${expression(rule)}, { inherit: false });`);
      this.keepRole(by, role, 'authenticated');
    }
    if (mapping.reason !== undefined) this.note(`TODO: ${attachment.id}: RoleMappings stay as keep() has them: ${mapping.reason}`);
  }

  private mappingOf(
    { pool, attachment, authenticated, guests }: Identities, userPool: WrittenResource, clients: readonly WrittenResource[],
  ): WrittenMapping {
    const registered = this.template.mentioned(pool.props.CognitoIdentityProviders);
    return mappingOf({
      template: this.template,
      userPool,
      identityPool: pool,
      attachment,
      clients: clients.filter(client => registered.includes(client)),
      groupRoles: this.groups.map(({ role }) => role),
      taken: [authenticated, ...guests ? [guests] : [], ...groupRolesOf(this.template)],
    });
  }

  private addGroup({ name, group, role }: OwnGroup): void {
    const precedence = Number(group.props.Precedence);
    const options = { ...Number.isInteger(precedence) ? { precedence } : {}, inherit: false };
    const by = `group${group.id}`;
    this.statements.push(`const ${by} = auth.addGroup('${name}', ${expression(options)});`);
    this.keep(`${by}.cfnGroup`, group, { props: {}, said: ['UserPoolId', 'GroupName', 'RoleArn'] });
    this.keepRole(by, role, 'authenticated');
  }

  private keepRole(by: string, role: WrittenResource, standing: 'authenticated' | 'unauthenticated'): void {
    const isStandard = this.identities !== undefined && isStandardTrust(
      role.props.AssumeRolePolicyDocument, this.identities.pool.id, standing,
    );
    if (!isStandard) this.note(`${role.id}: whom it trusts is not what this library writes, and kept as it was; see whether that is meant`);
    this.keep(`${by}.role.node.defaultChild`, role, { props: {}, said: isStandard ? ['AssumeRolePolicyDocument'] : [] });
  }

  /** What Cognito's resources consist of beside those that constructs make: policies of their roles, and permissions to call triggers. */
  private carriedWith(made: ReadonlySet<WrittenResource>): WrittenResource[] {
    const cognito = this.template.resources.filter(({ Type }) => Type.startsWith('AWS::Cognito::'));
    const roles = new Set(cognito.flatMap(({ props }) => this.template.mentioned(props)).filter(({ Type }) => Type === 'AWS::IAM::Role'));
    const parts = this.template.resources.filter(({ Type, props }) => POLICIES.includes(Type)
      ? this.template.mentioned([props.Roles, props.RoleName]).some(role => roles.has(role) && made.has(role))
      : Type === 'AWS::Lambda::Permission' && props.Principal === 'cognito-idp.amazonaws.com');
    return [...cognito, ...roles, ...parts].filter(resource => !made.has(resource));
  }
}

const RAW_IDENTITIES =
  'the identity pool has no app client that signs people in, or its authenticated role is not made here: it is carried over raw';
const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy'];

function signsIn({ props }: WrittenResource): boolean {
  return ![props.AllowedOAuthFlows].flat().includes('client_credentials');
}

function registeredFirst(template: WrittenTemplate, pool: WrittenResource, clients: readonly WrittenResource[]): WrittenResource[] {
  const registered = template.mentioned(pool.props.CognitoIdentityProviders);
  return [...clients.filter(client => registered.includes(client)), ...clients.filter(client => !registered.includes(client))];
}

const PLAIN_URL = /^https:\/\/[\w.-]+(:\d+)?(\/[\w./-]*)?$/;

function preset({ props }: WrittenResource): Code {
  const flows = literals(props.AllowedOAuthFlows);
  const [callbackUrls, logoutUrls] = [props.CallbackURLs, props.LogoutURLs].map(urls => literals(urls)?.filter(url => PLAIN_URL.test(url)));
  const isSaid = flows?.includes('code') && callbackUrls && callbackUrls.length > 0 && callbackUrls.length === props.CallbackURLs.length;
  const options = isSaid ? { callbackUrls, logoutUrls: logoutUrls ?? [] } : undefined;
  const name = asString(props.GenerateSecret) === 'true' ? 'server' : 'browser';
  return new Code(`AppClient.${name}(${options ? expression(options, '  ') : ''})`);
}
