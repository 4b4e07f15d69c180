import { App } from 'aws-cdk-lib';
import { makeStacks } from './stacks';

makeStacks(new App());
