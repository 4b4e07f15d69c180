import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { handWritten } from '../bench/construct/hand-written';
import { ours } from '../bench/construct/ours';
import { sameResources } from '../bench/private/same-resources';

const made = (make: (stack: Stack) => void) => {
  const stack = new Stack(new App(), 'Bench');
  make(stack);
  return Template.fromStack(stack).toJSON();
};

test.each([1, 10, 48])('what the library is measured against by hand makes the same of %d identities', identities => {
  const template = made(stack => ours(stack, identities));
  expect(sameResources(template, made(stack => handWritten(new Construct(stack, 'Auth'), identities)))).toBe(true);
  expect(sameResources(template, made(stack => handWritten(stack, identities + 1)))).toBe(false);
});
