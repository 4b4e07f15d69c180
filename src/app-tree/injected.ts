import { PropertyInjectors } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { withoutNulls } from '../private/present';

/**
 * The props of a construct as its constructor takes them: without what is left out by `null`, and with what the nearest property injector
 * of the app makes of them.
 *
 * The CDK's decorator does this in a class of its own around the construct. There, a missing scope fails in the words of Node before our
 * constructor can refuse it, and the class takes up one of the ten frames that a resource keeps of where it was made.
 */
export function injected<P extends object>(
  construct: { readonly PROPERTY_INJECTION_ID: string }, scope: Construct, id: string, props: P | undefined | null,
): P {
  const own = withoutNulls(props ?? {} as P);
  for (const around of scope.node.scopes.reverse()) {
    const injector = PropertyInjectors.hasPropertyInjectors(around)
      ? PropertyInjectors.of(around).for(construct.PROPERTY_INJECTION_ID)
      : undefined;
    if (injector) return injector.inject(own, { scope, id });
  }
  return own;
}
