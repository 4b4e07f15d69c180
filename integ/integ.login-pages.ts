import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { scenario } from './scenario';
import { AppClient, AppUserPool, LoginBranding, LoginPages, PoolClient } from '../src';

let users: AppUserPool;
let web: PoolClient;
const test = scenario('LoginPages', stack => {
  users = new AppUserPool(stack, 'Users', {
    removalPolicy: RemovalPolicy.DESTROY,
    loginPages: LoginPages.prefix({
      terms: { termsOfUse: { url: 'https://example.com/terms' }, privacyPolicy: { url: 'https://example.com/privacy' } },
    }),
  });
  web = users.addClient(
    'Web', AppClient.browser({ callbackUrls: ['https://app.example.com/'], logoutUrls: ['https://app.example.com/bye'] }),
  );
  const staff = users.addClient('Staff', AppClient.server({ callbackUrls: ['https://staff.example.com/'] }));
  users.loginPages.setBranding(staff, LoginBranding.of({ settings: { categories: { global: { colorSchemeMode: 'DARK' } } } }));
});

const service = '@aws-sdk/client-cognito-identity-provider';
const { userPoolId } = users!.userPool;
test.assertions.awsApiCall(service, 'DescribeUserPoolDomainCommand', { Domain: users!.loginPages.domain.domainName })
  .expect(ExpectedResult.objectLike({ DomainDescription: { ManagedLoginVersion: 2, UserPoolId: userPoolId } }));
test.assertions.awsApiCall(service, 'DescribeManagedLoginBrandingByClientCommand', {
  UserPoolId: userPoolId, ClientId: web!.userPoolClientId,
})
  .expect(ExpectedResult.objectLike({ ManagedLoginBranding: { UseCognitoProvidedValues: true } }));
test.assertions.httpApiCall(users!.loginPages.signInUrl(web!)).expect(ExpectedResult.objectLike({ status: 200 }));
