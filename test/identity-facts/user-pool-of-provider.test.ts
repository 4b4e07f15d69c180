import { userPoolOfProvider } from '../../src/identity-facts/user-pool-of-provider';

/** Which user pool the name of a provider is of. */
test.each([
  ['cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI', 'eu-west-1_AbCdEfGhI'],
  ['cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI:client', 'eu-west-1_AbCdEfGhI'],
  ['cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI:client', 'cn-north-1_AbCdEfGhI'],
  ['cognito-idp.«AWS::Region».«AWS::URLSuffix»/eu-west-1_AbCdEfGhI:«0:Client»', 'eu-west-1_AbCdEfGhI'],
  ['cognito-idp.«AWS::Region».amazonaws.com/«?UserPoolId»:client', '«?UserPoolId»'],
  ['cognito-idp.eu-west-1.amazonaws.com/«0:Pool»', '«0:Pool»'],
])('%s is of %s', (provider, userPool) => expect(userPoolOfProvider(provider)).toBe(userPool));

test.each([
  'accounts.google.com', 'cognito-idp.eu-west-1.amazonaws.com', 'cognito-idp.eu-west-1.amazonaws.com/', '«?Provider»:client',
  'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI', 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_«?Rest»:client',
])('%s is of none that it names', provider => expect(userPoolOfProvider(provider)).toBeUndefined());
