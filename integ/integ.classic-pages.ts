import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { scenario } from './scenario';
import { AppClient, AppUserPool, LoginPages, PoolClient } from '../src';

const CSS = '.banner-customizable { background-color: #003366; }';

let users: AppUserPool;
let web: PoolClient;
const test = scenario('ClassicPages', stack => {
  users = new AppUserPool(stack, 'Users', {
    removalPolicy: RemovalPolicy.DESTROY,
    loginPages: LoginPages.prefix({ classic: true, css: CSS }),
  });
  web = users.addClient('Web', AppClient.browser({ callbackUrls: ['https://app.example.com/'] }));
});

const service = '@aws-sdk/client-cognito-identity-provider';
test.assertions.awsApiCall(service, 'DescribeUserPoolDomainCommand', { Domain: users!.loginPages.domain.domainName })
  .expect(ExpectedResult.objectLike({ DomainDescription: { ManagedLoginVersion: 1, UserPoolId: users!.userPool.userPoolId } }));
test.assertions.awsApiCall(service, 'GetUICustomizationCommand', {
  UserPoolId: users!.userPool.userPoolId, ClientId: web!.userPoolClientId,
})
  .expect(ExpectedResult.objectLike({ UICustomization: { CSS } }));
test.assertions.httpApiCall(users!.loginPages.signInUrl(web!)).expect(ExpectedResult.objectLike({ status: 200 }));
