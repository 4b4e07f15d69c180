import { Duration, Stack, Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as fc from 'fast-check';
import { knob } from './knobs';
import { BlueprintOfProgram, says, Statement } from './statement';
import { AppClient, CognitoGuardrails, ExistingIdentityPool, ExistingUserPool, GuardrailSeverity } from '../../../src';

const ARN = 'arn:aws:cognito-idp:eu-central-1:111122223333:userpool/eu-central-1_AbCdEf123';

/** A pool of somebody else, whose people the identity pool takes too. */
export const existingPoolOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  fc.constantFrom('client', 'client', 'imported client', 'groups'),
  knob([ARN], [['arn:aws:cognito-idp:eu-central-1:111122223333:userpool/none', /ARN/], ['eu-central-1_AbCdEf123', /ARN/]]),
).map(([what, arn]) => ({
  name: `existing pool, ${what}`,
  refusals: arn?.refused ? [arn.refused] : [],
  facts: { choosesRole: what === 'groups' },
  clashes: ({ region = 'eu-central-1' }) => says(what !== 'imported client' && region !== 'eu-central-1', /the pool is in/),
  run: ({ auth, stack }) => {
    const users = ExistingUserPool.fromUserPoolArn(stack, `E${id}`, arn?.value ?? ARN);
    if (what === 'imported client') {
      const imported = cognito.UserPoolClient.fromUserPoolClientId(stack, `EC${id}`, `1h57kf5cpq17m0eml1EXAMPLE${id}`);
      auth.identityPool.addUserPool(users.userPool, imported);
      return;
    }
    const client = users.addClient('Web', AppClient.browser());
    auth.identityPool.addUserPool(users.userPool, client);
    if (what === 'groups') auth.identityPool.addGroup(users.userPool, `elsewhere${id}`);
  },
}));

const FAR = { account: '111122223333', region: 'ap-northeast-1' };

/** A pool of another Region, whose clients and APIs are made in a stack of that Region. */
export const farPoolOf = (id: string): fc.Arbitrary<Statement> => fc.tuple(
  fc.constantFrom('client', 'client', 'api', 'machine'),
  fc.constantFrom<'there' | 'in no Region' | 'here'>('there', 'there', 'there', 'there', 'in no Region', 'here'),
).map(([what, where]) => ({
  name: `pool of another Region, ${what}`,
  refusals: says(where === 'here', /ap-northeast-1/),
  run: ({ stack }) => {
    const env = { there: FAR, here: { ...FAR, region: 'us-west-2' }, ['in no Region']: {} }[where];
    const far = new Stack(Stage.of(stack)!, `Far${id}`, { env });
    const arn = ARN.replaceAll('eu-central-1', FAR.region);
    const users = ExistingUserPool.fromUserPoolArn(stack, `F${id}`, arn, { stack: far, hasDomain: true });
    if (what === 'client') users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com/'] }));
    if (what === 'client') return;
    const api = users.addResourceServer('Api', { identifier: `far${id}`, scopes: { read: 'Read' } });
    if (what === 'machine') users.addClient('Machine', AppClient.machine({ scopes: [api.scope('read')] }));
  },
}));

const elsewhereAndByName = fc.tuple(fc.boolean(), fc.boolean());

export const existingIdentitiesOf = (id: string): fc.Arbitrary<Statement> => elsewhereAndByName.map(([isElsewhere, byName]) => ({
  name: 'existing identity pool',
  refusals: [],
  run: ({ stack, elsewhere }) => {
    const there = isElsewhere ? elsewhere : stack;
    const pool = ExistingIdentityPool.fromAttributes(there, `I${id}`, {
      identityPoolId: 'eu-central-1:00000000-1111-2222-3333-444444444444',
      authenticatedRole: byName ? iam.Role.fromRoleName(there, `N${id}`, 'people')
        : iam.Role.fromRoleArn(there, `N${id}`, 'arn:aws:iam::111122223333:role/people'),
    });
    pool.authenticated.grantOwnObjects(new s3.Bucket(there, `IB${id}`));
  },
}));

/** What the guardrails find is tested elsewhere, and these programs are odd on purpose. */
const LENIENT = {
  threshold: GuardrailSeverity.CRITICAL,
  acknowledge: new CognitoGuardrails().ruleIds!.map(ruleId => ({ id: ruleId, reason: 'a random program' })),
};

/** What an organization asks, and how a program falls short of it. */
export const blueprints: fc.Arbitrary<BlueprintOfProgram> = fc.constantFrom<BlueprintOfProgram>(
  {
    asks: { identityPools: { guestAccess: false, classicFlow: false }, guardrails: LENIENT },
    clashes: ({ props: { values } }) => [...says(values.guestAccess, /guestAccess/i), ...says(values.classicFlow, /classicFlow/i)],
  },
  {
    asks: { userPools: { minPasswordLength: 12 }, guardrails: LENIENT },
    clashes: ({ props: { values } }) => says((values.passwordPolicy?.minLength ?? 99) < 12, /minPasswordLength/),
  },
  {
    asks: { appClients: { maxAccessTokenValidity: Duration.days(1), implicitGrant: false }, guardrails: LENIENT },
    clashes: () => [],
  },
);

