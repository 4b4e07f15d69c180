import { RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { userPool } from './user-pool-fixture';
import { AppUserPoolProps, CustomAttribute, EmailSender, Mfa, SignIn, Verification } from '../../src/user-pool';

const scenarios: Record<string, AppUserPoolProps> = {
  'the smallest pool': {},
  'an open sign-up by e-mail with passkeys': {
    selfSignUp: true,
    mfa: Mfa.required({ totp: true, passkey: true }),
    passkeys: { relyingPartyId: 'auth.example.com' },
    verification: Verification.code({ emailSubject: 'Welcome', emailBody: 'Your code is {####}' }),
    attributes: { fullname: { required: true }, custom: { plan: CustomAttribute.text({ maxLength: 20 }) } },
  },
  'user names with aliases, text messages and codes by e-mail': {
    signIn: SignIn.username({ email: true, phone: true }),
    mfa: Mfa.optional({ totp: true, sms: true, email: true }),
    email: EmailSender.ses({ fromEmail: 'hello@example.com', sesVerifiedDomain: 'example.com' }),
    firstFactors: { emailOtp: true, smsOtp: true },
  },
  'a throw-away pool': { removalPolicy: RemovalPolicy.DESTROY },
};

function template(props: AppUserPoolProps, region?: string) {
  return Template.fromStack(userPool(props, region ? { env: { account: '111122223333', region } } : {}).stack);
}

describe.each(Object.entries(scenarios))('%s', (_, props) => {
  test('renders the same template as ever', () => {
    expect(template(props).toJSON().Resources).toMatchSnapshot();
  });

  test.each(['us-gov-west-1', 'us-gov-east-1'])('names nothing of another partition in %s', region => {
    const text = JSON.stringify(template(props, region).toJSON().Resources);
    expect(text).not.toContain('arn:aws:');
    // the service principal is the same in every partition
    expect(text.replaceAll('"cognito-idp.amazonaws.com"', '')).not.toContain('amazonaws.com');
  });
});

test('makes one resource, or two when something sends text messages', () => {
  const counts = Object.values(scenarios).map(props => Object.keys(template(props).toJSON().Resources).length);
  expect(counts).toEqual([1, 1, 2, 1]);
});
