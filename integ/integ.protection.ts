import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy } from 'aws-cdk-lib';
import { scenario } from './scenario';
import { CognitoAuth, SecurityProfile, UserPoolAlarms } from '../src';

let auth: CognitoAuth;
let alarms: UserPoolAlarms;
const test = scenario('Protection', stack => {
  auth = new CognitoAuth(stack, 'Auth', { removalPolicy: RemovalPolicy.DESTROY, security: SecurityProfile.strict() });
  alarms = auth.addAlarms({ failureRate: 30 });
});

const api = '@aws-sdk/client-cognito-identity-provider';
const pool = { UserPoolId: auth!.userPool.userPoolId };
test.assertions.awsApiCall(api, 'DescribeRiskConfigurationCommand', pool).expect(ExpectedResult.objectLike({
  RiskConfiguration: {
    CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
    AccountTakeoverRiskConfiguration: { Actions: { HighAction: { EventAction: 'BLOCK', Notify: false } } },
  },
}));
test.assertions.awsApiCall(api, 'GetLogDeliveryConfigurationCommand', pool).expect(ExpectedResult.objectLike({
  LogDeliveryConfiguration: { UserPoolId: pool.UserPoolId },
}));
const [{ alarmName }] = alarms!.alarms;
test.assertions.awsApiCall('@aws-sdk/client-cloudwatch', 'DescribeAlarmsCommand', { AlarmNames: [alarmName] })
  .expect(ExpectedResult.objectLike({ MetricAlarms: [{ AlarmName: alarmName, ActionsEnabled: true }] }));
