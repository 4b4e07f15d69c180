import { join } from 'node:path';
import { App, AppProps } from 'aws-cdk-lib';
import { AuthBlueprint } from '../../../src';

/** What the platform team publishes: an app that holds to the policy beside this file, whatever stacks are made in it. */
export class PlatformApp extends App {
  constructor(props?: AppProps) {
    super(props);
    AuthBlueprint.fromFile(join(__dirname, 'auth-policy.yaml')).applyTo(this);
  }
}
