import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AuthBlueprint, AuthBlueprintProps } from '../../src';

/** An app under a blueprint, with what `make` makes in its only stack. */
export function under(props: AuthBlueprintProps, make: (stack: Stack) => void): { readonly app: App; readonly synth: () => Template } {
  const app = new App();
  new AuthBlueprint(props).applyTo(app);
  const stack = new Stack(app, 'S');
  make(stack);
  return { app, synth: () => Template.fromStack(stack) };
}

/** The template of that stack. */
export function template(props: AuthBlueprintProps, make: (stack: Stack) => void): Template {
  return under(props, make).synth();
}
