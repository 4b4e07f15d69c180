import { hasGap } from '../../template/resolve/marks';
import { asString, isObject, isUnresolved } from '../../template/values';

/** The function that may change what the tokens of a user pool say before they are issued. */
export interface PreTokenTrigger {
  /** Unknown where what would set it is computed at deployment. */
  readonly isSet: boolean | 'unknown';
  /** The ARN of the function as the template has it. */
  readonly fn?: unknown;
  /** Which event the function gets: `V1_0` changes ID tokens only. Undefined where it is not known, or there is none. */
  readonly version?: string;
}

const NONE: PreTokenTrigger = { isSet: false };
const UNKNOWN: PreTokenTrigger = { isSet: 'unknown' };

/**
 * The trigger as `LambdaConfig` of a user pool has it, rendered or read with marks: `PreTokenGenerationConfig` goes before
 * `PreTokenGeneration`, which came first and is for the first version.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cognito-userpool-lambdaconfig.html
 */
export function preTokenTrigger(triggers: unknown): PreTokenTrigger {
  if (isComputed(triggers)) return UNKNOWN;
  if (!isObject(triggers)) return NONE;
  const { PreTokenGenerationConfig: config, PreTokenGeneration: first } = triggers as Record<string, unknown>;
  if (isComputed(config)) return UNKNOWN;
  if (isObject(config) && isThere(config.LambdaArn)) {
    const version = hasGap(config.LambdaVersion) ? undefined : asString(config.LambdaVersion);
    return { isSet: true, fn: config.LambdaArn, ...version === undefined ? {} : { version } };
  }
  return isThere(first) ? { isSet: true, fn: first, version: 'V1_0' } : NONE;
}

/** An ARN that is computed is one all the same. */
function isThere(arn: unknown): boolean {
  return arn !== undefined && arn !== null && arn !== '';
}

/** Whether CloudFormation says what stands there, and whether anything does. */
function isComputed(value: unknown): boolean {
  if (hasGap(value) || isUnresolved(value)) return true;
  const [only, ...others] = isObject(value) ? Object.keys(value) : [];
  return only !== undefined && others.length === 0 && (only === 'Ref' || only.startsWith('Fn::'));
}
