import { App, Stack } from 'aws-cdk-lib';
import { AppClient, CognitoAuth } from '../../src';

const app = new App();
const auth = new CognitoAuth(new Stack(app, 'SignIn'), 'Auth', { selfSignUp: true, client: AppClient.browser() });
auth.clientConfig.addOutputs();
app.synth();
