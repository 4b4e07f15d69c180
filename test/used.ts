import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const JUDGES = ['_judge', '_blueprintAt', '_styleAt', '_sourceAt', '_scopesAt'];

/** Uses what a factory made as a construct of ours does, which is when the factory's refusal is thrown. */
export function used(made: object): void {
  const judge = JUDGES.find(name => name in made);
  if (judge === undefined) throw new Error('nothing judges this where it is used');
  (made as Record<string, (scope: Construct, call: string) => void>)[judge](new Construct(new Stack(new App(), 'Stack'), 'Place'), 'use');
}
