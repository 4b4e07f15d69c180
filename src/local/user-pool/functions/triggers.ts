import { FunctionRunner } from './function-runner';
import { asString } from '../../../template/values';
import { ServiceError } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { PoolSettings } from '../settings';

/** What a function is told, besides what every function is told. */
export interface TriggerEvent {
  readonly clientId?: string | null;
  readonly username: string | null;
  readonly triggerSource: string;
  readonly version?: string;
  readonly request: Record<string, unknown>;
  readonly response?: Record<string, unknown>;
}

/** The triggers of `LambdaConfig` that run here. */
export const TRIGGERS = [
  'CreateAuthChallenge', 'CustomMessage', 'DefineAuthChallenge', 'PostAuthentication', 'PostConfirmation', 'PreAuthentication', 'PreSignUp',
  'PreTokenGeneration', 'PreTokenGenerationConfig', 'VerifyAuthChallengeResponse',
];

/** What an event starts with, where a function may leave things out. */
const RESPONSES: Record<string, Record<string, unknown>> = {
  PreSignUp: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  CustomMessage: { smsMessage: null, emailMessage: null, emailSubject: null },
};

/** The parts of an emulator's event that are for the function. */
const REQUEST = ['userAttributes', 'clientMetadata', 'validationData', 'codeParameter', 'usernameParameter'];

interface Wired {
  readonly functionId: string;
  readonly version: string;
}

/** The functions that each user pool calls, and calling them. */
export class Triggers {
  private readonly wired = new Map<string, Map<string, Wired>>();

  constructor(private readonly pools: readonly PoolSettings[], functionIds: readonly string[], private readonly runner: FunctionRunner) {
    for (const { id, props } of pools) this.wired.set(id, wiredIn(props, functionIds));
  }

  /** The functions that a pool calls, by logical id. */
  public get functions(): string[] {
    return [...new Set([...this.wired.values()].flatMap(wired => [...wired.values()].map(({ functionId }) => functionId)))];
  }

  public has(poolId: string, trigger: string): boolean {
    return this.wired.get(poolId)?.has(trigger) === true;
  }

  /** Whether any pool has it; the emulator does not ask for one pool. */
  public enabled(trigger: string): boolean {
    return trigger !== 'CustomEmailSender' && this.pools.some(({ id }) => this.has(id, trigger));
  }

  /** The version of the events that a pool's pre-token function gets. */
  public version(poolId: string): string {
    return this.wired.get(poolId)?.get('PreTokenGeneration')?.version ?? 'V1_0';
  }

  /**
   * Calls a pool's function, and returns what it answers.
   *
   * @throws ServiceError with what it throws
   */
  public async invoke(poolId: string, trigger: string, event: TriggerEvent): Promise<Record<string, any>> {
    const response = event.response ?? RESPONSES[trigger] ?? {};
    const wired = this.wired.get(poolId)?.get(trigger);
    if (!wired) return response;
    const outcome = await this.runner.invoke(wired.functionId, {
      version: event.version ?? '1',
      region: this.pools.find(({ id }) => id === poolId)!.region,
      userPoolId: poolId,
      userName: event.username,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: event.clientId ?? null },
      triggerSource: event.triggerSource,
      request: event.request,
      response,
    });
    if ('unheard' in outcome) {
      throw new ServiceError('UnexpectedLambdaException', `${trigger} invocation failed due to error ${outcome.unheard}.`);
    }
    if ('error' in outcome) {
      throw new ServiceError(
        'UserLambdaValidationException', `${trigger} failed with error ${outcome.error.errorMessage}.`,
      );
    }
    const { response: answer } = (outcome.result ?? {}) as { response?: Record<string, any> };
    if (typeof answer !== 'object' || answer === null) {
      throw new ServiceError(
        'InvalidLambdaResponseException', 'Unrecognizable lambda output',
      );
    }
    return answer;
  }

  /** As the emulator calls a function. */
  public invokeFor(trigger: string, event: Record<string, any>): Promise<Record<string, any>> {
    const request = Object.fromEntries(REQUEST.filter(name => event[name] !== undefined).map(name => [name, event[name]]));
    return this.invoke(event.userPoolId, trigger, {
      clientId: event.clientId, username: event.username, triggerSource: event.triggerSource ?? event.source, request,
    });
  }
}

/** Attributes as functions get them. */
export function attributesOf(person: Person): Record<string, string> {
  return {
    ...Object.fromEntries(person.Attributes.map(({ Name, Value }) => [Name, Value ?? ''])), 'cognito:user_status': person.UserStatus,
  };
}

function wiredIn(props: Record<string, any>, functionIds: readonly string[]): Map<string, Wired> {
  const found = Object.entries(props.LambdaConfig ?? {}).filter(([name]) => TRIGGERS.includes(name))
    .flatMap(([name, value]): [string, Wired][] => {
      const { LambdaArn: arn, LambdaVersion: version } =
        typeof value === 'string' ? { LambdaArn: value } : value as Record<string, unknown>;
      const functionId = functionIds.find(id => String(arn).split(':').includes(id));
      return functionId ? [[name.replace(/Config$/, ''), { functionId, version: asString(version) ?? 'V1_0' }]] : [];
    });
  // the one with a version comes last, and is the one that counts
  return new Map(found.sort(([, { version }], [, other]) => version.localeCompare(other.version)));
}
