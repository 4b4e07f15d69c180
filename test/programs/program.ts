import { App, Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as fc from 'fast-check';
import { Choice, knob, text, turned } from './knobs';
import {
  AccountRecovery, AppClient, Claim, CognitoAuth, CognitoAuthProps, CustomAttribute, ExternalLogin, Mfa, RoleRule, SignIn, Trigger,
  UndecidedRole,
  Verification,
} from '../../src';

/** One statement of a program; `order` tells which may change places without changing what is meant. */
export interface Statement {
  readonly name: string;
  readonly refusals: RegExp[];
  readonly ordered?: boolean;
  /** What no two statements of one kind may share. */
  readonly unique?: string;
  run(auth: CognitoAuth, stack: Stack, elsewhere: Stack): void;
}

export interface Program {
  readonly region?: string;
  readonly props: { values: Partial<CognitoAuthProps>; refusals: RegExp[] };
  readonly statements: readonly Statement[];
}

const OWNER = { name: 'owner', type: dynamodb.AttributeType.STRING };

const late = <T>(value: T) => Token.asString({ resolve: () => value, creationStack: [] });

/** Bounds from the API reference and CloudFormation's schemas, never from the code under test. */
const props = fc.record({
  signIn: knob([
    SignIn.email(), SignIn.phone(), SignIn.emailOrPhone(), SignIn.username(), SignIn.username({ email: true, preferredUsername: true }),
  ]),
  selfSignUp: knob([true, false]),
  caseSensitive: knob([true, false]),
  guestAccess: knob([true, false]),
  guestRole: knob([{ roleDescription: 'Guests' }]),
  classicFlow: knob([false, false, false, false, true]),
  plan: knob([FeaturePlan.LITE, FeaturePlan.ESSENTIALS, FeaturePlan.PLUS]),
  mfa: knob([Mfa.off(), Mfa.optional({ totp: true }), Mfa.required({ totp: true }), Mfa.optional({ totp: true, sms: true })],
    [[Mfa.required({ passkey: true }), /passkey/], [Mfa.optional({ email: true }), /SES/]]),
  accountRecovery: knob([AccountRecovery.email(), AccountRecovery.adminOnly(), AccountRecovery.phoneThenEmail()]),
  attributes: knob<any>([
    { custom: { plan: CustomAttribute.text() } },
    {
      custom: {
        [text(20, 'a')]: CustomAttribute.number({ min: 0, max: 9 }), plan: CustomAttribute.text({ minLength: 0, maxLength: 2048 }),
      },
    },
    { custom: Object.fromEntries(Array.from({ length: 48 }, (_, i) => [`a${i}`, CustomAttribute.flag()])) },
    { familyName: { required: true, mutable: true }, custom: { on: CustomAttribute.dateTime() } },
  ], [
    [{ custom: { [text(21, 'a')]: CustomAttribute.text() } }, /20/],
    [{ custom: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`a${i}`, CustomAttribute.flag()])) }, /50/],
  ]),
  passwordPolicy: knob<any>([
    { minLength: 6 }, { minLength: 99 }, { history: 24 }, { temporaryValidity: Duration.days(365) }, { requireSymbols: false },
  ], [
    [{ minLength: 5 }, /minLength/], [{ minLength: 100 }, /minLength/],
    [{ history: 25 }, /history/], [{ temporaryValidity: Duration.days(366) }, /temporaryValidity/],
  ]),
  verification: knob([
    Verification.code({ emailSubject: text(140), emailBody: 'Your code is {####}' }), Verification.code({ smsMessage: '{####}' }),
  ], [
    [Verification.code({ emailSubject: text(141) }), /emailSubject/], [Verification.code({ emailBody: 'no place' }), /emailBody/],
    [Verification.code({ smsMessage: text(141) }), /smsMessage/],
  ]),
  removalPolicy: knob([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY], [[RemovalPolicy.SNAPSHOT, /removalPolicy/]]),
  identityPoolName: knob(['my pool', text(128), late('tokens pass')], [[text(129), /identityPoolName/], ['a/b', /identityPoolName/]]),
  undecidedRole: knob([UndecidedRole.AUTHENTICATED]),
  externalLogins: knob([[ExternalLogin.google(['g'])], [ExternalLogin.facebook(['f']), ExternalLogin.developer('backend')]],
    [[[ExternalLogin.google(['g']), ExternalLogin.google(['h'])], /registered already/]]),
  roleDefaults: knob<any>([{ path: '/team/' }, { maxSessionDuration: Duration.hours(1) }],
    [[{ path: 'team' }, /path/], [{ maxSessionDuration: Duration.minutes(59) }, /maxSessionDuration/],
      [{ maxSessionDuration: Duration.hours(13) }, /maxSessionDuration/]]),
});

const minutes = (right: number[], wrong: number[], says: RegExp) =>
  knob(right.map(n => Duration.minutes(n)), wrong.map(n => [Duration.minutes(n), says] as const));
const lifetimes = {
  accessTokenValidity: minutes([5, 60, 1440], [4, 1441], /accessTokenValidity/),
  clientName: knob(['Web', text(128), late('x')], [['', /clientName/], [text(129), /clientName/]]),
};
const userClient = {
  ...lifetimes,
  refreshTokenValidity: minutes([1440, 3650 * 1440], [59, 3650 * 1440 + 1], /refreshTokenValidity|longer|outlive/),
  authSessionValidity: minutes([3, 15], [2, 16], /authSessionValidity/),
  refreshTokenGracePeriod: knob([Duration.seconds(0), Duration.seconds(60)], [[Duration.seconds(61), /refreshTokenGracePeriod/]]),
};
const callbackUrls = knob([['https://app.example.com/in'], ['http://localhost:3000'], [`https://a.example.com/${text(1002, 'p')}`]], [
  [['http://app.example.com'], /callbackUrls/], [['https://app.example.com/#top'], /callbackUrls/],
  [[], /callbackUrls/], [['https://*.example.com'], /callbackUrls/],
  [Array.from({ length: 101 }, (_, i) => `https://app.example.com/${i}`), /callbackUrls/],
]);

const oneOf = (id: string): fc.Arbitrary<Statement> => fc.oneof(
  fc.tuple(fc.constantFrom('browser', 'mobile', 'server'), fc.record({ ...userClient, callbackUrls })).map(([preset, knobs]) => {
    const { values, refusals } = turned<any>(knobs);
    return {
      name: `client ${preset}`, refusals, run: (auth: CognitoAuth) => void auth.addClient(`C${id}`, (AppClient as any)[preset](values)),
    };
  }),
  fc.tuple(
    knob(['orders', 'https://api.example.com', text(256)], [['', /identifier/], [text(257), /identifier/], ['a b', /identifier/]]),
    fc.record(lifetimes),
  ) .map(([identifier, knobs]) => {
    const { values, refusals } = turned<any>(knobs);
    return {
      name: 'machine',
      unique: identifier?.value ?? 'api',
      refusals: [...refusals, ...(identifier?.refused ? [identifier.refused] : [])],
      run: (auth: CognitoAuth) => {
        const api = auth.addResourceServer(`S${id}`, { identifier: identifier?.value ?? 'api', scopes: { read: 'Read' } });
        auth.addClient(`M${id}`, AppClient.machine({ scopes: [api.scope('read')], ...values }));
      },
    };
  }),
  fc.tuple(
    knob([`g${id}`, `team-${id}/leads`, `${text(126)}${id}`.slice(-128), `${id}ünïcode`], [
      [`${id} blank`, /name/], [text(129), /name/], ['', /name/],
    ]),
    knob([2 ** 31 - 1 - Number(id)], [[-1, /precedence/], [2 ** 31, /precedence/], [0.5, /precedence/]]),
    knob(['', text(2048)], [[text(2049), /description/]]),
    knob([true, false]),
  ).map(([name, precedence, description, inherit]) => ({
    name: 'group',
    refusals: [name, precedence, description].flatMap((choice: Choice<unknown> | undefined) => choice?.refused ?? []),
    run: (auth: CognitoAuth) => void auth.addGroup(
      name?.value ?? `group${id}`, turned<any>({ precedence, description, inherit } as any).values,
    ),
  })),
  fc.tuple(
    knob(['gold', text(128), late('gold')], [['', /value/], [text(129), /value/]]),
    fc.constantFrom('equalTo', 'startsWith', 'contains'),
  ).map(([value, how]) => ({
    name: 'rule',
    ordered: true,
    refusals: value?.refused ? [value.refused] : [],
    run: (auth: CognitoAuth) => void auth.addRule(`R${id}`, (RoleRule as any)[how](
      Claim.fromTrigger(`tier${id}`).acknowledgeWriters('the trigger is reviewed'), value?.value ?? `v${id}`)),
  })),
  fc.tuple(fc.constantFrom('authenticated', 'guests'), fc.boolean(), fc.boolean()).map(([who, isTable, isElsewhere]) => ({
    name: `grant ${who}`,
    refusals: [],
    run: (auth: CognitoAuth, stack: Stack, elsewhere: Stack) => {
      if (who === 'guests' && !auth.guestAccess) return;
      const [there, role] = [isElsewhere ? elsewhere : stack, (auth as any)[who]];
      if (isTable) new dynamodb.Table(there, `T${id}`, { partitionKey: OWNER }).grantReadData(role);
      else new s3.Bucket(there, `B${id}`).grantRead(role, `${id}/*`);
    },
  })),
  fc.constantFrom('preSignUp', 'postConfirmation', 'preTokenGeneration', 'customMessage').map(kind => ({
    name: `trigger ${kind}`,
    refusals: [],
    run: (auth: CognitoAuth, stack: Stack) => {
      const fn = new lambda.Function(stack, `F${id}`, {
        runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x'),
      });
      auth.addTrigger((Trigger as any)[kind](fn));
      auth.grants.readUsers(fn);
    },
  })),
);

export const programs: fc.Arbitrary<Program> = fc.record({
  region: fc.constantFrom(undefined, 'us-east-1', 'eu-central-1', 'us-gov-west-1'),
  props: props.map(knobs => turned<any>(knobs)),
  statements: fc.array(fc.constant(0), { maxLength: 6 })
    .chain(places => fc.tuple(...places.map((_, i) => oneOf(String(i + 1)))))
    .map(oneTriggerOfAKind),
});

function oneTriggerOfAKind(statements: Statement[]): Statement[] {
  return statements.filter(({ name }, i) => !name.startsWith('trigger') || statements.findIndex(other => other.name === name) === i);
}

/** Makes what the program says, up to the template, which has the resources of the other stack too. */
export function run({ region, props: { values }, statements }: Program): Record<string, any> {
  const app = new App();
  const [stack, elsewhere] = ['Stack', 'Elsewhere'].map(id => new Stack(app, id, region ? { env: { region } } : {}));
  const auth = new CognitoAuth(stack, 'Auth', values);
  statements.forEach(each => each.run(auth, stack, elsewhere));
  const assembly = app.synth();
  const [template, other] = ['Stack', 'Elsewhere'].map(name => assembly.getStackByName(name).template);
  const there = Object.entries(other.Resources ?? {}).map(([id, resource]) => [`Elsewhere/${id}`, resource]);
  return { ...template, Resources: { ...template.Resources, ...Object.fromEntries(there) } };
}

/** What has to be refused, by the documentation alone; one of it is what the message is about. */
export function refusalsOf({ props: { values, refusals }, statements }: Program): RegExp[] {
  const says = (yes: unknown, refusal: RegExp) => (yes ? [refusal] : []);
  const identifiers = statements.flatMap(({ unique }) => unique ?? []);
  return [
    ...refusals,
    ...statements.flatMap(statement => statement.refusals),
    ...says(new Set(identifiers).size < identifiers.length, /identifier .* as well/),
    ...says(values.guestRole && !values.guestAccess, /guestRole has no meaning/),
    ...says(values.classicFlow && statements.some(({ name }) => name === 'group' || name === 'rule'), /classicFlow is on/),
    ...says(values.plan === FeaturePlan.LITE && values.passwordPolicy?.history, /plan/),
  ];
}
