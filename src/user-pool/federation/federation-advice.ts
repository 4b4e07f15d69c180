import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { AppResource, nameOf } from '../../app-tree/app-resource';
import { isIntrinsic } from '../../app-tree/values';
import { WholeApp } from '../../app-tree/whole-app';
import { writingClient } from '../../app-tree/writing-client';
import { canSignUpWith, canUpdate } from '../../identity-facts/claims/claim-writers';
import { warn } from '../../private/warn';

/**
 * Warns of what identity providers change for the rest of the pool. Providers and clients may be added until the end, and anywhere, so ask
 * late.
 *
 * @param protectedAttributes what the pool keeps people from writing of themselves
 */
export function adviseFederation(
  scope: IConstruct, pool: cognito.CfnUserPool, protectedAttributes: readonly string[], app: WholeApp,
): void {
  const providers = app.partsOf(pool, 'AWS::Cognito::UserPoolIdentityProvider');
  if (providers.length === 0) {
    return;
  }
  const { MfaConfiguration: mfa, AdminCreateUserConfig: creation } = app.properties(pool);
  if (mfa === 'ON') {
    warn(scope, 'mfa-not-for-federated', 'mfa: Cognito never asks people for a second factor who sign in '
      + `with ${providers.map(nameOf).join(', ')}; `
      + 'demand it there, and acknowledge this warning');
  }
  const closed = String(creation?.AllowAdminCreateUserOnly) === 'true';
  for (const name of protectedAttributes) {
    const fillers = providers.filter(provider => maps(app.properties(provider).AttributeMapping, name));
    const writers = fillers.length === 0 ? [] : app.partsOf(pool, 'AWS::Cognito::UserPoolClient').filter(client => {
      const settings = writingClient(app.properties(client), name);
      return canUpdate(settings, name) || (!closed && canSignUpWith(settings, name));
    });
    if (writers.length > 0) {
      warn(scope, 'mapped-attribute-writable', messageOf(name, fillers, writers));
    }
  }
}

function maps(mapping: any, name: string): boolean {
  return mapping !== undefined && !isIntrinsic(mapping) && name in mapping;
}

function messageOf(name: string, fillers: AppResource[], writers: AppResource[]): string {
  return `people can write '${name}' themselves through ${writers.map(nameOf).join(', ')}, although the pool keeps it from `
    + `them: ${fillers.map(nameOf).join(', ')} `
    + 'fills it, and Cognito asks for that in writeAttributes of the client. Let people sign in there with the provider only '
    + '(signInWith without the pool itself, '
    + 'no scope COGNITO_ADMIN, selfSignUp off), or with the pool only (signInWith: [IdentityProvider.userPool()]), '
    + 'or declare it with writableByUser: true';
}
