import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

const HOMES = new WeakMap<cognito.IUserPool, Construct>();

/** Says below which construct the parts of a pool are made that lives in another region or account than the one who asks. */
export function makePartsIn(userPool: cognito.IUserPool, home: Construct): void {
  HOMES.set(userPool, home);
}

/** Where the parts of the pool are made, if somebody has handed in a place. */
export function homeOfParts(userPool: cognito.IUserPool): Construct | undefined {
  return HOMES.get(userPool);
}
