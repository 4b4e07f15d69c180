import { AwsCalls, Target } from '../aws-calls';
import { Source } from '../sources';
import { Tally } from '../tally';
import { checkAgreement } from './agreement';
import { deploy, Deployed } from './deploy';
import { readBack } from './read-back';
import { checkTrust } from './trust';

/** Types that the engine of the pinned version does not know. Any other that it refuses is a failure: nothing falls out silently. */
const NOT_IN_THE_ENGINE = new Set([
  'AWS::Cognito::CIMDPolicy',
  'AWS::Cognito::LogDeliveryConfiguration',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Cognito::Terms',
  'AWS::Cognito::UserPoolClientSessionConfigurationAttachment',
  'AWS::Cognito::UserPoolIdentityProvider',
  'AWS::Cognito::UserPoolRegionalConfigurationAttachment',
  'AWS::Cognito::UserPoolReplica',
  'AWS::Cognito::UserPoolRiskConfigurationAttachment',
  'AWS::Cognito::UserPoolSessionConfigurationAttachment',
  'AWS::Cognito::UserPoolUICustomizationAttachment',
  'AWS::Cognito::UserPoolUser',
  'AWS::Cognito::UserPoolUserToGroupAttachment',
  'AWS::KMS::ReplicaKey',
  'AWS::SMSVOICE::ConfigurationSet',
  'AWS::SMSVOICE::PhoneNumber',
  'AWS::VerifiedPermissions::IdentitySource',
  'AWS::VerifiedPermissions::PolicyStore',
  'AWS::WAFv2::WebACLAssociation',
]);

/** Creates every template as a stack, and compares what the services then say with what the template said. */
export async function runStacks(target: Target, calls: AwsCalls, source: Source, tally: Tally): Promise<void> {
  const resources = source.templates.flatMap(({ template }) => Object.values(template.Resources));
  if (resources.some(({ Type }) => Type === 'AWS::CloudFormation::Stack')) {
    tally.skip(`${source.name}: its stacks`, 'templates of nested stacks are fetched from a bucket, which is not here');
    return;
  }
  await reset(target);
  for (const { name, template } of source.templates) {
    const label = `${source.name}: ${name}`;
    let stack: Deployed | undefined;
    await tally.check(`${label} is created as a stack`, async () => {
      stack = await deploy(calls, target, name, template);
      const unexpected = [...stack.removedTypes].filter(type => !NOT_IN_THE_ENGINE.has(type));
      if (unexpected.length) throw new Error(`the engine does not know ${unexpected.join(', ')}`);
    });
    if (!stack) continue;
    for (const exclusion of stack.exclusions) {
      tally.skip(
        `${label}: ${exclusion}`, 'the engine does not know the type, or not what it asks for',
      );
    }
    await compare(calls, stack, label, tally);
    await agreeOnRoles(target, calls, stack, label, tally);
  }
}

async function agreeOnRoles(target: Target, calls: AwsCalls, stack: Deployed, label: string, tally: Tally): Promise<void> {
  try {
    const admissions = await checkTrust(target, calls, stack, tally);
    const buckets = Object.entries(stack.template.Resources).filter(([, { Type }]) => Type === 'AWS::S3::Bucket')
      .map(([id]) => stack.facts.physicalIds[id]);
    for (const admission of admissions) await checkAgreement(calls, admission, buckets, tally);
  } catch (error) {
    tally.fail(`${label}: its roles`, (error as Error).stack!);
  }
}

async function compare(calls: AwsCalls, stack: Deployed, label: string, tally: Tally): Promise<void> {
  for (const { id, type, differences, notCompared, read } of await readBack(calls, stack.template, stack.facts)) {
    const name = `${label}: ${id} (${type})`;
    if (!read) {
      tally.skip(name, 'nothing here reads this type back; the engine says that it exists');
    } else {
      await tally.check(`${name} reads back as the template says${notCompared.length ? `, except ${notCompared.join(', ')}` : ''}`, () => {
        if (differences.length) throw new Error(differences.join('\n'));
      });
    }
  }
}

/**
 * The twin of the comparison: what was changed behind the template's back has to be found, and nothing else.
 */
export async function runTampering(target: Target, calls: AwsCalls, source: Source, tally: Tally): Promise<void> {
  await reset(target);
  const { name, template } = source.templates[0];
  const stack = await deploy(calls, target, name, template);
  const find = (type: string) => {
    const [id] = Object.entries(stack.template.Resources).find(([, resource]) => resource.Type === type)!;
    return { id, physicalId: stack.facts.physicalIds[id] };
  };
  const attachment = find('AWS::Cognito::IdentityPoolRoleAttachment');
  const pool = find('AWS::Cognito::UserPool');
  const { Roles } = await calls.call('cognito-identity', 'GetIdentityPoolRoles', { IdentityPoolId: attachment.physicalId });
  const tamperings: [string, string, () => Promise<unknown>][] = [
    [
      'role mappings that were taken away', attachment.id,
      () => calls.call('cognito-identity', 'SetIdentityPoolRoles', { IdentityPoolId: attachment.physicalId, Roles }),
    ],
    [
      'a password policy that was loosened', pool.id,
      () => calls.call('cognito-idp', 'UpdateUserPool', {
        UserPoolId: pool.physicalId, Policies: { PasswordPolicy: { MinimumLength: 6 } },
      }),
    ],
  ];
  const expected: string[] = [];
  for (const [what, id, tamper] of tamperings) {
    await tally.check(`the comparison finds ${what}`, async () => {
      await tamper();
      expected.push(id);
      const found = (await readBack(
        calls, stack.template, stack.facts,
      )).filter(finding => finding.differences.length).map(finding => finding.id);
      if (found.sort().join() !== [...expected].sort().join()) {
        throw new Error(`found ${found.join(', ') || 'nothing'}, expected ${expected.join(', ')}`);
      }
    });
  }
}

export async function reset(target: Target): Promise<void> {
  const response = await fetch(`${target.endpoint}/_ministack/reset`, { method: 'POST' });
  if (!response.ok) throw new Error(`the emulator cannot be reset: ${response.status}`);
}
