import { App, Stack } from 'aws-cdk-lib';
import { AppClient, AppIdentityPool, AppUserPool } from '../../src';
import { checkTemplates } from '../../src/guardrails/check';
import { warned } from '../warnings';

/** Two stacks of one class: what they make has the same ids. */
function twoApps(withGroups: boolean) {
  const app = new App();
  const users = new AppUserPool(new Stack(app, 'Base'), 'Users');
  const stacks = ['Shop', 'Studio'].map((name, precedence) => {
    const stack = new Stack(app, name);
    const identities = new AppIdentityPool(stack, 'Identities');
    identities.addUserPool(users.userPool, users.addClient(name, AppClient.browser()));
    if (withGroups) identities.addGroup(users.userPool, name.toLowerCase(), { precedence });
    return stack;
  });
  const templates = app.synth().stacks.map(({ stackName: name, template: body }) => ({ name, body }));
  const findings = checkTemplates(templates).filter(({ rule }) => rule === 'two-identity-pools-one-user-pool');
  return { stacks, findings };
}

test('two apps that both give roles of groups are told so, each by its name, and what does not trust whom', () => {
  const { stacks: [shop], findings } = twoApps(true);
  expect(warned(shop, 'group-role-of-two-pools').join()).toMatch(/Shop\/Identities and Studio\/Identities give the roles of the groups/);
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Shop\/Identities\w+ and Studio\/Identities\w+ give the roles .* does not trust Studio\/Identities\w+/),
  ]);
});

test('two apps without groups are told nothing', () => {
  const { stacks: [shop], findings } = twoApps(false);
  expect(warned(shop, 'group-role-of-two-pools')).toEqual([]);
  expect(findings).toEqual([]);
});
