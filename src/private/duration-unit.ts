import { Duration } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fail } from './fail';

type Unit = 'seconds' | 'minutes' | 'hours' | 'days';

/**
 * Refuses a duration that only deployment knows in a unit other than those that CloudFormation takes there: nothing can convert it.
 */
export function checkDurationUnit(scope: IConstruct, prop: string, duration: Duration | undefined, units: readonly Unit[]): void {
  if (duration?.isUnresolved() && !units.some(unit => unit === duration.unitLabel())) {
    const fixes = units.map(unit => `Duration.${unit}(…)`).join(' or ');
    fail(scope, `${prop}: a value in ${duration.unitLabel()} that only deployment knows can't be converted; give it as ${fixes}`);
  }
}
