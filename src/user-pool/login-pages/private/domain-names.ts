import { createHash } from 'node:crypto';
import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { outermostStack } from '../../../private/outermost-stack';
import { userError } from '../../../private/user-error';
import type { CustomLoginPagesProps } from '../login-pages-props';

const MAX_LENGTH = 63;
const PREFIX = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const RESERVED = ['aws', 'amazon', 'cognito'];
const MAX_HEALTH_CHECK_ID = 64;

export function checkPrefix(call: string, prefix: string): void {
  if (Token.isUnresolved(prefix)) {
    return;
  }
  const refuse = (why: string) => {
    throw userError(`${call}: prefix: '${prefix}' ${why}`);
  };
  if (prefix.length > MAX_LENGTH) {
    refuse(`has ${prefix.length} characters; use at most ${MAX_LENGTH}`);
  }
  if (!PREFIX.test(prefix)) {
    refuse('is refused by Cognito; use lower-case letters, digits and hyphens, with no hyphen at either end');
  }
  const word = RESERVED.find(reserved => prefix.includes(reserved));
  if (word !== undefined) {
    refuse(`has the word '${word}', which AWS reserves (${RESERVED.join(', ')}); leave it out, or leave prefix out to have one made`);
  }
}

export function checkDomainName(call: string, { domainName, failover }: CustomLoginPagesProps): void {
  const refuse = (why: string) => {
    throw userError(`${call}: domainName: '${domainName}' ${why}`);
  };
  if (!Token.isUnresolved(domainName)) {
    if (domainName.length > MAX_LENGTH) {
      refuse(`has ${domainName.length} characters; use at most ${MAX_LENGTH}`);
    }
    const labels = domainName.split('.');
    if (labels.length < 2 || !labels.every(label => PREFIX.test(label))) {
      refuse("is no host name; write it in lower case without scheme, port, path and wildcard, such as 'login.example.com'");
    }
  }
  const id = failover?.healthCheckId;
  if (id !== undefined && !Token.isUnresolved(id) && (id === '' || id.length > MAX_HEALTH_CHECK_ID)) {
    throw userError(`${call}: failover.healthCheckId has ${id.length} characters; use 1 to ${MAX_HEALTH_CHECK_ID}`);
  }
}

/**
 * The same at each deployment, and nobody else's: prefixes are unique in a region over all accounts. One account holds no two stacks of
 * a name, and no stack two constructs of a path. A hash holds no reserved word.
 */
export function prefixFor(scope: IConstruct): string {
  const stack = outermostStack(Stack.of(scope));
  const name = Token.isUnresolved(stack.stackName) ? stack.node.path : stack.stackName;
  const place = createHash('sha256').update(`${name}/${scope.node.path}`).digest('hex').slice(0, 10);
  return `login-${place}-${stack.account}`;
}
