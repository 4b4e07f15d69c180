import { createHmac } from 'node:crypto';

/**
 * What a client with a secret shows instead of it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash
 */
export function secretHash(clientId: string, secret: string, username: string): string {
  return createHmac('sha256', secret).update(username + clientId).digest('base64');
}
