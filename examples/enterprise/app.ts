import { App } from 'aws-cdk-lib';
import { acknowledge } from './acknowledgements';
import { EnterpriseStack } from './enterprise-stack';

acknowledge(new EnterpriseStack(new App(), 'Enterprise', { env: { region: 'us-east-1' } }));
