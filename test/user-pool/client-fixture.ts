import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AppClient, AppResourceServer, AppResourceServerOptions, PoolClient, Trigger } from '../../src/user-pool';
import { ClientContext } from '../../src/user-pool/clients/client-context';
import { PoolTriggers } from '../../src/user-pool/triggers/pool-triggers';

export interface PoolOptions {
  readonly choiceBased?: boolean;
  readonly domain?: boolean;
  readonly removalPolicy?: RemovalPolicy;
  readonly readable?: string[];
  readonly writable?: string[];
  readonly required?: string[];
  readonly senderKey?: kms.IKey;
}

/**
 * The smallest pool that clients and triggers can be tried on, without the rest of AppUserPool.
 */
export class PoolUnderTest extends Construct {
  public readonly userPool: cognito.UserPool;
  public readonly plans: { plan: string; reason: string }[] = [];
  public readonly triggers: PoolTriggers;
  private readonly context: ClientContext;

  constructor(scope: Construct, id: string, options: PoolOptions = {}) {
    super(scope, id);
    this.userPool = new cognito.UserPool(this, 'UserPool', options.senderKey ? { customSenderKmsKey: options.senderKey } : {});
    const requirePlan = (plan: cognito.FeaturePlan, reason: string) => void this.plans.push({ plan, reason });
    const removalPolicy = options.removalPolicy ?? RemovalPolicy.RETAIN;
    this.triggers = new PoolTriggers({ scope: this, userPool: this.userPool, removalPolicy, requirePlan });
    this.node.addValidation({ validate: () => this.triggers.problems() });
    this.context = {
      scope: this,
      userPool: this.userPool,
      readableAttributes: options.readable ?? ['email', 'email_verified', 'name', 'custom:plan'],
      writableAttributes: options.writable ?? ['email', 'email_verified', 'name'],
      requiredAttributes: options.required ?? ['email'],
      choiceBased: options.choiceBased ?? false,
      triggers: this.triggers,
      requirePlan,
      hasDomain: () => options.domain ?? false,
    };
  }

  public addClient(id: string, client: AppClient): PoolClient {
    return client._render(this.context, id);
  }

  public addResourceServer(id: string, options: AppResourceServerOptions): AppResourceServer {
    return new AppResourceServer(this, id, { userPool: this.userPool, ...options });
  }

  public addTrigger(trigger: Trigger): void {
    this.triggers.add(trigger);
  }
}

export function pool(options: PoolOptions = {}): { stack: Stack; users: PoolUnderTest } {
  const stack = new Stack(new App(), 'Stack');
  return { stack, users: new PoolUnderTest(stack, 'Users', options) };
}

export function func(scope: Construct, id: string): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async (event) => event;'),
  });
}

/** The properties of the only client of a pool. */
export function clientProps(client: AppClient, options: PoolOptions = {}): Record<string, any> {
  const { stack, users } = pool(options);
  users.addClient('Client', client);
  return onlyClient(stack);
}

export function onlyClient(stack: Stack): Record<string, any> {
  return Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient'))[0].Properties;
}

export function lambdaConfig(stack: Stack): Record<string, any> | undefined {
  return Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPool'))[0].Properties.LambdaConfig;
}

export function warnings(stack: Stack, slug: string): number {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(`cdk-cognito-auth:${slug}`)).length;
}

/** Props of a preset are judged where the client is added. */
export function added(client: AppClient) {
  return pool().users.addClient('App', client);
}
