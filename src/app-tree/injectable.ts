import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { IConstruct } from 'constructs';
import { checkedScope } from '../private/construct-id';
import { withoutNulls } from '../private/present';

/** `@propertyInjectable` of the CDK, which asks the scope for injectors before a constructor of ours could say that there is none. */
export function injectable<T extends Parameters<typeof propertyInjectable>[0]>(construct: T): T {
  const Injected: new (...args: any[]) => IConstruct = propertyInjectable(construct);
  const Checked = class extends Injected {
    constructor(...args: any[]) {
      const [scope, id, props] = args;
      super(checkedScope(scope, `new ${construct.name}`), id, withoutNulls(props ?? undefined));
    }
  };
  Object.defineProperty(Checked, 'name', { value: construct.name });
  return Checked as unknown as T;
}
