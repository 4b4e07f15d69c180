import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { readable } from './text/readable';

/** A finding that may be intended, or that nobody could verify: acknowledgeable by its id. */
export function warn(scope: IConstruct, slug: string, message: string): void {
  Validations.of(scope).addWarning(`cdk-cognito-auth:${slug}`, readable(message));
}
