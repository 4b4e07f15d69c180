import { hasGap } from '../../../template/resolve/marks';
import { at, entriesOf } from '../facts/gaps';
import { Facts, PoolFact, ResourceFact } from '../facts/types';

/** A trigger of a user pool and what it invokes. */
export interface TriggerFact {
  readonly name: string;
  readonly arn: string;
  /** The function, where the templates make it. */
  readonly fn?: ResourceFact;
  /** The version or alias of the function that is meant, where it is not the function itself. */
  readonly qualified?: ResourceFact | string;
}

const NO_FUNCTION = ['KMSKeyID'];

/** The triggers of a user pool that are known, in whichever way they are written. */
export function triggersOf(pool: PoolFact, facts: Facts): TriggerFact[] {
  return entriesOf(pool.props.LambdaConfig).filter(([name]) => !NO_FUNCTION.includes(name)).flatMap(([name, value]) => {
    const arn = typeof value === 'string' ? value : at(value, 'LambdaArn');
    return typeof arn === 'string' && arn !== '' && !hasGap(arn) ? [{ name, arn, ...invoked(arn, facts) }] : [];
  });
}

/** The function that a text names: by reference, or by the name that it is given. */
export function functionOf(text: string, facts: Facts): ResourceFact | undefined {
  const target = facts.target(text);
  if (target?.type === 'AWS::Lambda::Alias' || target?.type === 'AWS::Lambda::Version') return facts.target(target.props.FunctionName);
  if (target?.type === 'AWS::Lambda::Function') return target;
  const named = `${text.replace(/^.*:function:/, '')}:`;
  return facts.ofType('AWS::Lambda::Function').find(({ props: { FunctionName } }) =>
    typeof FunctionName === 'string' && !hasGap(FunctionName) && named.startsWith(`${FunctionName}:`));
}

/** What follows a function's name or ARN, or the version or alias that stands for it. */
export function qualifierOf(text: string, facts: Facts): ResourceFact | string | undefined {
  const target = facts.target(text);
  if (target?.type === 'AWS::Lambda::Alias' || target?.type === 'AWS::Lambda::Version') return target;
  return /^«\d+:\w+(?:\.Arn)?»:(.+)$/.exec(text)?.[1] ?? /:function:(?:[\w-]+|«[^»]+»):(.+)$/.exec(text)?.[1];
}

function invoked(arn: string, facts: Facts): Pick<TriggerFact, 'fn' | 'qualified'> {
  const [fn, qualified] = [functionOf(arn, facts), qualifierOf(arn, facts)];
  return { ...fn && { fn }, ...qualified !== undefined && { qualified } };
}
