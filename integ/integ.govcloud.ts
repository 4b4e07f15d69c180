import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { CognitoAuth } from '../src';

// a template only: `integ:deploy` leaves it out, since the accounts of this partition are others
const app = new App();
const stack = new Stack(app, 'GovCloud', { env: { region: 'us-gov-west-1' } });
new CognitoAuth(stack, 'Auth', { guestAccess: true }).addGroup('admins', { precedence: 0 });
new IntegTest(app, 'GovCloudTest', { testCases: [stack] });
