import { App, Lazy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { checkDefaultRedirect } from '../../src/user-pool/clients/private/oauth-urls';
import { PlanLedger } from '../../src/user-pool/plan/plan-ledger';

const { LITE, ESSENTIALS, PLUS } = cognito.FeaturePlan;

test('a default redirect among URLs one of which is not known', () => {
  const token = Lazy.string({ produce: () => 'https://x.example' });
  expect(checkDefaultRedirect('p', 'https://b.example', ['https://a.example', token])).toBe('https://b.example');
});
test('a plan that is asked for after something that needs more', () => {
  const ledger = new PlanLedger(new Stack(new App(), 'S'));
  ledger.require(PLUS, 'x');
  expect(() => ledger.ask(LITE)).toThrow(/too low/);
});
test('the reasons for a plan that is just enough', () => {
  const ledger = new PlanLedger(new Stack(new App(), 'S'), ESSENTIALS);
  ledger.require(ESSENTIALS, 'x');
  expect(ledger.decide().reasons).toEqual(['x needs ESSENTIALS']);
});
