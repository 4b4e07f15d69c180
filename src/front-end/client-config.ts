import { CfnOutput, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ClientConfigFormat } from './client-config-format';
import { propertiesAsDeployed } from './private/as-deployed';
import { PoolOfFrontEnd } from './private/pool-of-front-end';
import { injected } from '../app-tree/injected';
import { judgeAtSynthesis, lastReading } from '../app-tree/synthesis';
import type { WholeApp } from '../app-tree/whole-app';
import { formatOf, FrontEnd, remarksOn, saidOnce } from '../client-config';
import { AppIdentityPool } from '../identity-pool';
import { checkedId } from '../private/construct-id';
import { fail } from '../private/fail';
import { required, withoutNulls } from '../private/present';
import { abbreviate } from '../private/text/abbreviate';
import { readable } from '../private/text/readable';
import { warn } from '../private/warn';
import { asBoolean } from '../template/values';
import { AppUserPool, ExistingUserPool } from '../user-pool';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
const PARAMETER_NAME = /^\/?[\w.-]+(\/[\w.-]+){0,14}$/;
const MAX_PARAMETER_NAME = 1011;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/**
 * What the configuration is about.
 */
export interface ClientConfigProps {
  /**
   * The user pool that people sign in to.
   * @default - it is that of `existingUsers`
   */
  readonly users?: AppUserPool;

  /**
   * The user pool that people sign in to, if it was created elsewhere; another Region or account is fine. No template shows how people sign
   * in to an imported pool, so the configuration has its ids, login pages and Region, but no password rules, MFA or attributes.
   * @default - it is that of `users`
   */
  readonly existingUsers?: ExistingUserPool;

  /**
   * The host of the login pages of `existingUsers`, without scheme and path, such as `login.example.com`.
   * @default - that of the pool's domain, if this app makes it; otherwise the pages are left out
   */
  readonly loginPagesHost?: string;

  /**
   * The app clients of front ends; the first is the default.
   */
  readonly clients: cognito.UserPoolClient[];

  /**
   * Where people get AWS credentials.
   * @default - they get none
   */
  readonly identityPool?: AppIdentityPool;
}

/**
 * Options of `toJsonString` and `storeInParameter`.
 */
export interface ClientConfigOptions {
  /**
   * Who reads it.
   * @default ClientConfigFormat.AMPLIFY_OUTPUTS
   */
  readonly format?: ClientConfigFormat;

  /**
   * The app client of the front end.
   * @default - the first client
   */
  readonly client?: cognito.UserPoolClient;
}

/**
 * The settings that a front end needs to sign people in. Creates nothing unless asked to.
 *
 * Describes the resources as they will be deployed, overrides included. What would fail later is refused, or causes a warning, at
 * synthesis.
 *
 * @see https://docs.amplify.aws/react/reference/amplify_outputs/
 *
 * @example
 * const web = AppClient.browser({ callbackUrls: ['https://app.example.com'], logoutUrls: ['https://app.example.com'] });
 * const auth = new CognitoAuth(this, 'Auth', { client: web });
 * auth.clientConfig.addOutputs();
 * new CfnOutput(this, 'AmplifyOutputs', { value: auth.clientConfig.toJsonString() });
 */
export class ClientConfig extends Construct {
  /**
   * The name under which property injectors find this construct.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-cognito-auth.ClientConfig';

  private readonly pool: PoolOfFrontEnd;
  private readonly identityPool?: AppIdentityPool;
  private readonly clients: cognito.UserPoolClient[] = [];
  private readonly asked = new Map<string, Required<ClientConfigOptions>>();
  private readonly stored = new Map<string, { readonly parameterName: string; readonly client: cognito.UserPoolClient }>();
  private hasOutputs = false;

  /**
   * @param scope the parent construct
   * @param id the construct id, unique in its parent
   * @param props the settings
   * @throws when neither or both of `users` and `existingUsers` are given, or `loginPagesHost` is none or that of a pool of this app
   */
  constructor(scope: Construct, id: string, props: ClientConfigProps) {
    super(scope, checkedId(scope, id, 'new ClientConfig'));
    props = injected(ClientConfig, scope, id, props);
    required(this, 'new ClientConfig', props, 'clients');
    const { users, existingUsers, loginPagesHost } = props;
    if ((users === undefined) === (existingUsers === undefined)) {
      fail(this, `new ClientConfig: users and existingUsers: ${users ? 'both are' : 'none is'} given; give the one that people sign in to`);
    }
    checkHost(this, props);
    this.pool = new PoolOfFrontEnd((users ?? existingUsers)!.userPool, loginPagesHost);
    this.identityPool = props.identityPool;
    props.clients.forEach(client => this.addClient(client));
    judgeAtSynthesis(this, app => this.judge(app));
  }

  /**
   * Adds another app client to the configuration.
   *
   * @param client an app client of the user pool
   */
  public addClient(client: cognito.UserPoolClient): void {
    required(this, 'addClient', { client });
    this.clients.push(client);
    if (this.hasOutputs) this.output(`${client.node.id}Id`, client.userPoolClientId);
  }

  /**
   * Creates stack outputs with the ids of the user pool (its ARN too), of every client and of the identity pool. With the file that
   * `cdk deploy --outputs-file` writes of them, `cdk-cognito-auth config` writes every format.
   *
   * @throws when the id of a client makes two outputs of one name
   */
  public addOutputs(): void {
    if (this.hasOutputs) return;
    this.hasOutputs = true;
    this.output('UserPoolId', this.pool.userPool.userPoolId);
    this.output('UserPoolArn', this.pool.userPool.userPoolArn);
    this.clients.forEach(client => this.output(`${client.node.id}Id`, client.userPoolClientId));
    if (this.identityPool) this.output('IdentityPoolId', this.identityPool.identityPoolId);
  }

  /**
   * Creates an SSM parameter that holds the configuration as JSON.
   *
   * @param parameterName the name of the parameter, such as `/photos/front-end`
   * @param options for which client, in which format
   * @throws when the name is none that a parameter can have, there is no such client, or it is stored in that format already; at
   * synthesis, when the format can't be used with it
   */
  public storeInParameter(parameterName: string, options: ClientConfigOptions = {}): ssm.StringParameter {
    checkParameterName(this, parameterName);
    const { format, client } = this.chosen(options);
    const id = `Parameter-${client.node.id}-${format}`;
    const present = this.stored.get(id);
    if (present) {
      const [said, fix] = present.client === client
        ? [`${client.node.path} is stored as ${format}`, 'read it from there, or choose another format']
        : [`${present.client.node.path}, whose id '${client.node.id}' is that of ${client.node.path} too, is stored as ${format}`,
          'give one of the two another id'];
      fail(this, `storeInParameter: ${said} in '${present.parameterName}' already; ${fix}`);
    }
    this.stored.set(id, { parameterName, client });
    return new ssm.StringParameter(this, id, { parameterName, stringValue: this.toJsonString(options) });
  }

  /**
   * The configuration as JSON whose ids are filled in at deployment: for the deployment of your own bucket, such as
   * `Source.data('amplify_outputs.json', auth.clientConfig.toJsonString())`, in any stack of the same account and region.
   *
   * @param options for which client, in which format
   * @throws when there is no such client; at synthesis, when the format can't be used with it
   */
  public toJsonString(options: ClientConfigOptions = {}): string {
    const { format, client } = this.chosen(options);
    this.asked.set(`${client.node.path} ${format}`, { format, client });
    return Lazy.uncachedString({
      produce: context => Stack.of(context.scope).toJsonString(formatOf(format).document(this.frontEnd(client, lastReading(this))), 2),
    });
  }

  private chosen(options: ClientConfigOptions): Required<ClientConfigOptions> {
    const { format = ClientConfigFormat.AMPLIFY_OUTPUTS, client = this.clients[0] } = withoutNulls(options ?? {});
    if (!this.clients.includes(client)) {
      const known = this.clients.map(({ node }) => node.id).join(', ') || 'none';
      const named = client ? `'${client.node.path}'` : 'there is none, and it';
      fail(this, `client: ${named} is no client of this configuration; it has ${known}: use addClient`);
    }
    return { format, client };
  }

  private output(id: string, value: string): void {
    if (this.node.tryFindChild(id)) {
      fail(this, `addOutputs: two outputs would be called '${id}', which comes from the id of a client; give that client another id`);
    }
    new CfnOutput(this, id, { value });
  }

  private judge(app: WholeApp): string[] {
    const remarks = [...this.asked.values()].flatMap(({ format, client }) => remarksOn(this.frontEnd(client, app), formatOf(format)));
    const distinct = saidOnce(remarks);
    distinct.filter(({ refuses }) => !refuses).forEach(({ id, message }) => warn(this, `client-config-${id}`, message));
    return distinct.filter(({ refuses }) => refuses).map(({ message }) => readable(message));
  }

  private frontEnd(client: cognito.UserPoolClient, app: WholeApp): FrontEnd {
    const { signIn, hosted, ...settings } = this.pool.settings(client, app);
    return {
      client: { label: client.node.path, id: client.userPoolClientId, ...settings.client },
      userPool: this.pool.names,
      ...(this.identityPool ? { identityPool: identityPoolOf(this.identityPool) } : {}),
      ...(signIn ? { signIn } : {}),
      ...(hosted ? { hosted } : {}),
      remarks: settings.remarks,
    };
  }
}

function checkHost(scope: Construct, { users, loginPagesHost: host }: ClientConfigProps): void {
  if (host === undefined) return;
  if (users) {
    fail(scope, 'new ClientConfig: loginPagesHost is for existingUsers; the domain of a pool of this app is known, so leave it out');
  }
  if (!Token.isUnresolved(host) && !HOST.test(host)) {
    fail(scope, `new ClientConfig: loginPagesHost must be a host such as login.example.com, without https:// and path, got: '${host}'`);
  }
}

/** The grants of the parameter are for a name that is known before. */
function checkParameterName(scope: Construct, name: string): void {
  required(scope, 'storeInParameter', { parameterName: name });
  if (Token.isUnresolved(name) || !PARAMETER_NAME.test(name) || name.length > MAX_PARAMETER_NAME || /^\/?(aws|ssm)/i.test(name)) {
    fail(scope, "storeInParameter: the name must be written out as '/photos/auth': letters, digits and ._-, below slashes, at most "
      + `${MAX_PARAMETER_NAME} characters, and not begin with aws or ssm, got: '${abbreviate(name)}'`);
  }
}

function identityPoolOf({ identityPoolId, cfnIdentityPool, node }: AppIdentityPool): NonNullable<FrontEnd['identityPool']> {
  const guests = asBoolean(propertiesAsDeployed(cfnIdentityPool).AllowUnauthenticatedIdentities) ?? false;
  return { label: node.path, id: identityPoolId, region: Stack.of(cfnIdentityPool).region, guests };
}
