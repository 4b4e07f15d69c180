import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AuthBlueprint, AuthBlueprintProps } from '../../src';

/** What the apps here do for the sake of the blueprint, and its guardrails would report as well (newer CDKs fail the synthesis for it). */
const MEANT = [
  'callback-unsafe', 'contact-change-unverified', 'implicit-grant',
].map(id => ({ id, reason: 'the requirements alone are looked at here' }));

/** An app under a blueprint, with what `make` makes in its only stack. */
export function under(props: AuthBlueprintProps, make: (stack: Stack) => void): { readonly app: App; readonly synth: () => Template } {
  const app = new App();
  new AuthBlueprint({ guardrails: { acknowledge: MEANT }, ...props }).applyTo(app);
  const stack = new Stack(app, 'S');
  make(stack);
  return { app, synth: () => Template.fromStack(stack) };
}

/** The template of that stack. */
export function template(props: AuthBlueprintProps, make: (stack: Stack) => void): Template {
  return under(props, make).synth();
}
