import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { FeaturePlan } from 'aws-cdk-lib/aws-cognito';
import * as fc from 'fast-check';
import { careful, knob, late, text, turned } from './knobs';
import { protection } from './protection';
import { factsOf, Program, says } from './statement';
import {
  AccountRecovery, CognitoAuthProps, CustomAttribute, ExternalLogin, Mfa, SignIn, UndecidedRole, Verification,
} from '../../../src';

/** Bounds from the API reference and CloudFormation's schemas, never from the code under test. */
const knobs = fc.record({
  signIn: knob([
    SignIn.email(), SignIn.phone(), SignIn.emailOrPhone(), SignIn.username(), SignIn.username({ email: true, preferredUsername: true }),
  ]),
  selfSignUp: knob([true, false]),
  caseSensitive: knob([true, false]),
  guestAccess: knob([true, false]),
  guestRole: knob([{ roleDescription: 'Guests' }]),
  classicFlow: knob([false, false, false, false, true]),
  plan: knob([FeaturePlan.LITE, FeaturePlan.ESSENTIALS, FeaturePlan.PLUS]),
  mfa: knob([
    Mfa.off(), Mfa.optional({ totp: true }), Mfa.required({ totp: true }), Mfa.optional({ totp: true, sms: true }),
    Mfa.required({ totp: true, passkey: true }),
  ],
  [[Mfa.required({ passkey: true }), /passkey/], [Mfa.optional({ email: true }), /SES/]]),
  firstFactors: knob<any>([{ passkey: true }, { emailOtp: true }, { smsOtp: true, passkey: true }, {}], [
    [{ password: false, passkey: true }, /firstFactors\.password/],
  ]),
  passkeys: knob<any>([{ relyingPartyId: 'example.com' }, { relyingPartyId: late('example.com') }, { requireUserVerification: false }], [
    [{ relyingPartyId: 'https://example.com' }, /relyingPartyId|passkeys/], [{ relyingPartyId: '' }, /relyingPartyId|passkeys/],
  ]),
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
    { givenName: { mutable: false }, custom: { plan: CustomAttribute.text({ mutable: false }) } },
    { custom: { plan: CustomAttribute.text({ writableByUser: true }) } },
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
  ...protection,
});

export const props: fc.Arbitrary<Program['props']> = fc.tuple(knobs, careful).map(([{ passkeys, ...choices }, isCareful]) =>
  turned<any>({ ...choices, passkeys: !isCareful || usesPasskeys(turned<any>(choices).values) ? passkeys : undefined }));

/** What of the props hangs together, and with the rest of the program. */
export function clashesOfProps(program: Program): RegExp[] {
  const { values } = program.props;
  return [
    ...says(values.guestRole && !values.guestAccess, /guestRole has no meaning/),
    ...says(values.classicFlow && factsOf(program).some(({ choosesRole }) => choosesRole), /classicFlow is on/),
    ...says(values.plan === FeaturePlan.LITE && values.passwordPolicy?.history, /plan/),
    ...says(values.plan === FeaturePlan.LITE && richer(values), /plan/),
    ...says(values.passkeys && !usesPasskeys(values), /passkeys: .* has no effect/),
    ...says(values.plan === FeaturePlan.LITE && factsOf(program).some(({ plan }) => plan), /plan/),
  ];
}

const factorsOf = ({ mfa }: Partial<CognitoAuthProps>): any => (mfa as any)?._factors ?? {};

const usesPasskeys = (values: Partial<CognitoAuthProps>) => Boolean(values.firstFactors?.passkey || factorsOf(values).passkey);

/** Whatever starts a sign-in beside the password is of the Essentials plan. */
const richer = (values: Partial<CognitoAuthProps>) => usesPasskeys(values) || values.firstFactors?.emailOtp || values.firstFactors?.smsOtp;
