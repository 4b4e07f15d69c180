import * as path from 'node:path';
import type { Stack, Stage } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { AccessDecision, Outcome, RoleOutcome } from './answers';
import { checkAction, checkResource, given, TokenReader } from './private/arguments';
import { isClient, issuedClaims, SignInClient } from './private/issued-claims';
import { loginKeyOf } from './private/login-keys';
import { Answers } from './reading-answers';
import { AccessOptions, AuthFlow, RoleRequest, UserDescription } from './requests';
import { SampleIdentity } from './sample-identity';
import { Entity, IdentityPoolEntity, ModelEntities, RoleEntity } from '../identity-facts/entities/entities';
import { readEntities } from '../identity-facts/entities/read-entities';
import { withWholeTime } from '../identity-facts/trust/request-time';
import { Decision } from '../policy';
import { presentOf, required, withoutNulls } from '../private/present';
import { Assembly } from '../template/assembly';
import { Names } from '../template/names';
import type { TemplateScope } from '../template/template-scope';
import { checkTemplate, LoadedTemplate } from '../template/text/load';
import { loadFile } from '../template/text/load-files';

/**
 * The access model of a template: who becomes which role, and what that role may do.
 *
 * Reads plain CloudFormation templates, whatever tool made them, and answers as the services document it. Every answer carries its reason;
 * what the template does not say is reported as unknown and never guessed.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 *
 * @example
 * const photos = new s3.Bucket(this, 'Photos');
 * const auth = new CognitoAuth(this, 'Auth', { guestAccess: true });
 * photos.grantRead(auth.guests, 'public/*');
 *
 * const model = AccessModel.fromStack(this);
 * model.guest().assertCan('s3:GetObject', photos.arnForObjects('public/cat.jpg'));
 * model.guest().assertCannot('s3:GetObject', photos.arnForObjects('private/cat.jpg'));
 * model.signedIn(auth.client.userPoolClientId).assertBecomes(auth.authenticated.role.roleArn);
 */
export class AccessModel {
  /**
   * Synthesizes the app of a stack and reads that stack, with what it imports from others.
   *
   * @param stack a stack of the app; what is added to the app later is not read
   */
  public static fromStack(stack: Stack): AccessModel {
    required(undefined, 'AccessModel.fromStack', { stack });
    const stage = [...stack.node.scopes].reverse().find((scope): scope is Stage => 'synth' in scope);
    if (!stage) throw new Error(`${stack.node.path} is in no App or Stage: it can't be synthesized`);
    const assembly = stage.synth();
    const nameOf = ({ artifactId }: Stack) => assembly.stacksRecursively.find(({ id }) => id === artifactId)?.hierarchicalId;
    return new AccessModel(loadFile(assembly.directory), nameOf(stack), scopes => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- needs the CDK; readers of plain templates do not
      const { AppTokens, templatesOfApp } = require('./private/app-tokens') as typeof import('./private/app-tokens');
      return new AppTokens(stack, templatesOfApp(scopes, nameOf));
    });
  }

  /**
   * Reads a template that is an object in memory.
   *
   * @param template the template, as `JSON.parse` gives it
   * @param name what its resources are shown under
   * @throws when it is not a template
   */
  public static fromTemplate(template: any, name: string = 'template'): AccessModel {
    const called = name ?? 'template';
    return new AccessModel([{ name: called, body: checkTemplate(template, called) }]);
  }

  /**
   * Reads a template file, JSON or YAML, or all stacks of a `cdk.out` folder.
   *
   * @param file the path of the template, or of the `cdk.out` folder
   * @throws when it is not there or not a template
   */
  public static fromFile(file: string): AccessModel {
    required(undefined, 'AccessModel.fromFile', { file });
    return new AccessModel(loadFile(path.resolve(file)));
  }

  /**
   * A model of templates that have been read, for those who want to do more with them.
   *
   * @internal
   */
  public static _fromTemplates(templates: LoadedTemplate[], beside?: LoadedTemplate[]): AccessModel {
    return new AccessModel(templates, undefined, undefined, beside);
  }

  /**
   * What was read.
   *
   * @internal
   */
  public readonly _entities: ModelEntities;

  private readonly names: Names;
  private readonly answers: Answers;
  /** Those that know no name of a stack that is given at deployment only; read when somebody asks. */
  private open?: { readonly answers?: Answers };
  /** Why no answer is sure: a part of the templates that could change any was not read. */
  private readonly unread?: string;

  private readonly tokens?: TokenReader;

  private constructor(
    private readonly templates: LoadedTemplate[], private readonly own?: string,
    tokensOf?: (scopes: readonly TemplateScope[]) => TokenReader, private readonly beside?: LoadedTemplate[],
  ) {
    const assembly = new Assembly(templates, undefined, own, beside);
    this.names = assembly.names;
    this.tokens = tokensOf?.(assembly.scopes);
    this._entities = readEntities(assembly);
    const unread = assembly.notRead.find(({ decides }) => decides);
    this.unread = unread && `${unread.what} in ${unread.where} was not read: ${unread.why}`;
    this.answers = new Answers(assembly, this._entities);
  }

  /**
   * The logical ids of all roles, as `STACK/LOGICAL_ID` where several stacks have one; the stack of `fromStack` keeps the short ones.
   */
  public get roles(): string[] {
    return this._entities.roles.map(role => role.label);
  }

  /**
   * The logical ids of all identity pools, as `STACK/LOGICAL_ID` where several stacks have one.
   */
  public get identityPools(): string[] {
    return this._entities.identityPools.map(pool => pool.label);
  }

  /**
   * Someone who has not signed in.
   */
  public guest(): SampleIdentity {
    return SampleIdentity._of(this, {});
  }

  /**
   * A user who signed in with an app client, with the token that such a user gets.
   *
   * @param client the logical id of the app client, or its id, such as `auth.client.userPoolClientId`
   * @param user who it is: groups and attributes; by default one in no group
   * @throws when there is no such client, or attributes are given and the client is made elsewhere
   */
  public signedIn(client: string, user: UserDescription = {}): SampleIdentity {
    const meant = this.client(client);
    const pools = this._entities.identityPools.filter(({ providers }) => providers.some(provider => isClient(provider, meant)));
    return SampleIdentity._of(this, {
      logins: { [loginKeyOf(meant, pools)]: this.issued(meant, user) },
      ...pools.length === 1 ? { identityPool: pools[0].label } : {},
    });
  }

  /**
   * Tells which role someone who presents these tokens becomes.
   *
   * @param request the tokens and what else is asked; without tokens it is a guest who asks
   * @throws when the request names an identity pool that is not there, or none although there are several, or something that can be no
   * provider
   */
  public becomes(request: RoleRequest = {}): RoleOutcome {
    request = presentOf({ ...request });
    const known = given('request', request, this.tokens);
    if (this.unread !== undefined) return { outcome: Outcome.UNKNOWN, reason: this.unread };
    const { label } = this.pool(known.identityPool);
    const outcome = this.answers.becomes(label, known);
    const open = outcome.outcome === Outcome.UNKNOWN ? undefined : this.openAnswers?.becomes(label, known);
    return open?.outcome === Outcome.UNKNOWN ? open : outcome;
  }

  /**
   * The name of the role that someone who presents these tokens becomes.
   *
   * @param request the tokens and what else is asked; without tokens it is a guest who asks
   * @throws when someone becomes none, or when that is not known, with the reason
   */
  public roleFor(request: RoleRequest = {}): string {
    const { outcome, role, reason } = this.becomes(request);
    if (outcome !== Outcome.ROLE || role === undefined) throw new Error(`expected a role, got ${outcome}: ${reason}`);
    return role;
  }

  /**
   * @internal
   */
  public _rolesOnRequest(request: RoleRequest): string[] {
    return this.roles.filter(customRoleArn => [AuthFlow.ENHANCED, AuthFlow.BASIC].some(flow => {
      const { outcome } = this.becomes({ ...request, flow, customRoleArn });
      return outcome === Outcome.ROLE || outcome === Outcome.UNKNOWN;
    }));
  }

  /**
   * @internal
   */
  public _tagsLeftOut(request: RoleRequest, role: string): string[] {
    const { tags, tagsUnknown } = this.role(role);
    const own = Object.keys(tags).map(tag => tag.toLowerCase());
    return tagsUnknown !== undefined ? [] : this.answers.tagsLeftOut(this.pool(request.identityPool).label, request)
      .filter(tag => !own.includes(tag.toLowerCase()));
  }

  /**
   * The claims of the ID token that a user gets through an app client, from the attributes that the client may read and the groups.
   *
   * @param client the logical id of the app client, or its id, such as `auth.client.userPoolClientId`
   * @param user who it is: groups and attributes; by default one in no group
   * @throws when there is no such client, or attributes are given and the client is made elsewhere
   */
  public claimsFor(client: string, user: UserDescription = {}): { [claim: string]: any } {
    return this.issued(this.client(client), user);
  }

  /**
   * The name in `roles` of a role of the app.
   *
   * @param role a role of a stack that was read
   * @throws when the stacks that were read do not make it
   */
  public roleOf(role: iam.IRole): string {
    required(undefined, 'AccessModel.roleOf', { role });
    return this.role(role.roleArn).label;
  }

  /**
   * Whether a role may do something. For a guest role, Cognito's own session policy counts too, and so do the policies that the
   * templates have on buckets, queues, topics, keys, functions, tables, secrets and APIs. Service and resource control policies, policies
   * of AWS IoT and what other accounts say are no part of the answer; where one of them is always needed, it is `unknown`.
   *
   * Of `fromStack`, arguments may have tokens, such as `role.roleArn` and `bucket.arnForObjects('a')`; they are read as the templates have
   * them. An ARN is taken as it is: it is not checked whether any resource has it, so prefer tokens to literal ARNs. Wildcards in it are
   * ordinary characters.
   *
   * @param role its name in `roles`, a logical id that only one role has, or an ARN
   * @param action one action, such as `s3:GetObject`
   * @param resource an ARN, or `*` for an action that knows no resources
   * @param options what else is known of the request: values of condition keys
   * @throws when there is no such role, the action or the resource is none, a token is not known, or several templates make the resource
   */
  public can(role: string, action: string, resource: string, options: AccessOptions = {}): AccessDecision {
    options = presentOf({ ...options });
    const [oneAction, arn] = [given('action', action, this.tokens), given('resource', resource, this.tokens)];
    checkAction(oneAction);
    checkResource(arn);
    const meant = arn === resource ? this.names.meantBy(arn) : [];
    if (meant.length > 0) throw new Error(`resource: several templates make ${arn}: use one of ${meant.join(', ')}`);
    const context = withWholeTime(given('context', options.context ?? {}, this.tokens));
    if (this.unread !== undefined) return { decision: Decision.UNKNOWN, reason: this.unread };
    const { label } = this.role(role);
    const decision = this.answers.can(label, oneAction, arn, context);
    const isSure = decision.decision === Decision.UNKNOWN || this.answers.names.isMade(arn);
    const open = isSure ? undefined : this.openAnswers?.can(label, oneAction, arn, context);
    return open?.decision === Decision.UNKNOWN ? open : decision;
  }

  /**
   * Checks that a role may do something.
   *
   * @param role its name in `roles`, a logical id that only one role has, or an ARN
   * @param action one action, such as `s3:GetObject`
   * @param resource an ARN, or `*` for an action that knows no resources
   * @param options what else is known of the request: values of condition keys
   * @throws when it may not, or when that is not known, with the reason
   */
  public assertCan(role: string, action: string, resource: string, options: AccessOptions = {}): void {
    this.expect(Decision.ALLOWED, role, action, resource, options);
  }

  /**
   * Checks that a role may not do something.
   *
   * @param role its name in `roles`, a logical id that only one role has, or an ARN
   * @param action one action, such as `s3:GetObject`
   * @param resource an ARN, or `*` for an action that knows no resources
   * @param options what else is known of the request: values of condition keys
   * @throws when it may, or when that is not known, with the reason
   */
  public assertCannot(role: string, action: string, resource: string, options: AccessOptions = {}): void {
    this.expect(Decision.DENIED, role, action, resource, options);
  }

  /**
   * Checks that someone becomes a role.
   *
   * @param role its name in `roles`, a logical id that only one role has, or an ARN
   * @param request the tokens and what else is asked; without tokens it is a guest who asks
   * @throws when someone becomes another one or none, with the reason
   */
  public assertBecomes(role: string, request: RoleRequest = {}): void {
    const outcome = this.becomes(request);
    const expected = this.role(role).label;
    if (outcome.outcome !== Outcome.ROLE || outcome.role !== expected) {
      throw new Error(`expected the role ${expected}, got ${insteadOf(outcome)}: ${outcome.reason}`);
    }
  }

  /**
   * Checks that someone gets no role.
   *
   * @param request the tokens and what else is asked; without tokens it is a guest who asks
   * @throws when someone gets one, or when that is not known, with the reason
   */
  public assertRefused(request: RoleRequest = {}): void {
    const outcome = this.becomes(request);
    if (outcome.outcome === Outcome.ROLE || outcome.outcome === Outcome.UNKNOWN) {
      throw new Error(`expected no role, got ${insteadOf(outcome)}: ${outcome.reason}`);
    }
  }

  private expect(decision: Decision, role: string, action: string, resource: string, options: AccessOptions): void {
    const actual = this.can(role, action, resource, options);
    if (actual.decision !== decision) {
      throw new Error(`expected ${given('role', role, this.tokens)} to be ${decision} ${given('action', action, this.tokens)} on `
        + `${given('resource', resource, this.tokens)}, but it is ${actual.decision}: ${actual.reason}`);
    }
  }

  private pool(logicalId: string | undefined): IdentityPoolEntity {
    const pools = this._entities.identityPools;
    if (logicalId !== undefined) {
      return named('identity pool', logicalId, pools, pool => [pool.ref]);
    }
    const candidates = pools.length > 1 ? pools.filter(pool => pool.template === this.own) : pools;
    if (candidates.length === 1) return candidates[0];
    throw new Error(pools.length === 0
      ? 'there is no identity pool in the template'
      : `there are several identity pools: name one of ${names(pools)}`);
  }

  private client(client: string): SignInClient {
    const { clients, identityPools } = this._entities;
    const name = given('client', client, this.tokens);
    const elsewhere = identityPools.flatMap(({ providers }) => providers).find(provider => !provider.client && provider.clientId === name);
    return elsewhere ?? named('app client', name, clients, ({ ref }) => [ref]);
  }

  private issued(client: SignInClient, user: UserDescription): { [claim: string]: any } {
    return issuedClaims(given('user', withoutNulls(user ?? {}), this.tokens), client, this._entities);
  }

  private get openAnswers(): Answers | undefined {
    if (!this.open) {
      const assembly = Assembly.withoutStackNames(this.templates, this.own, this.beside);
      this.open = assembly ? { answers: new Answers(assembly, readEntities(assembly)) } : {};
    }
    return this.open.answers;
  }

  private role(role: string): RoleEntity {
    return named('role', given('role', role, this.tokens), this._entities.roles, ({ arn, ref }) => [arn, ref]);
  }
}

/** What came out, in a word. */
function insteadOf({ outcome, role }: RoleOutcome): string {
  return outcome === Outcome.ROLE && role !== undefined ? role : outcome;
}

/**
 * What is called so: by its name in answers, by template and logical id, by another unique name, or by its logical id if only one has it.
 */
function named<T extends Entity>(what: string, name: string, entities: T[], otherNames: (entity: T) => unknown[]): T {
  const [exact] = entities.filter(({ label, template, logicalId }) => label === name || `${template}/${logicalId}` === name);
  if (exact) return exact;
  const found = entities.filter(entity => entity.logicalId === name || otherNames(entity).includes(name));
  if (found.length === 1) return found[0];
  throw new Error(found.length === 0
    ? `there is no ${what} '${name}': use one of ${names(entities)}`
    : `there are several of '${name}': use one of ${names(found)}`);
}

function names(entities: Entity[]): string {
  return entities.map(({ label }) => label).join(', ') || '(there are none)';
}
