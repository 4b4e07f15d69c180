/** Reads the tokens in what a caller gives, as the templates have the values that they stand for. */
export interface TokenReader {
  /**
   * @throws Error that begins with what the value is, when a token in it stands for nothing that the templates tell
   */
  read(what: string, value: unknown): unknown;
}

/**
 * A value that a caller gives, without tokens.
 *
 * @throws when there are tokens and nobody to read them, or they stand for nothing that is known
 */
export function given<T>(what: string, value: T, tokens: TokenReader | undefined): T {
  if (value === undefined || !/[$#]\{Token\[/.test(JSON.stringify(value))) return value;
  if (tokens) return tokens.read(what, value) as T;
  throw new Error(`${what} has a token of the CDK, which templates do not have: ask AccessModel.fromStack, `
    + 'or write out what the template has there');
}

/**
 * @throws when it is no action: to be denied such a thing says nothing
 */
export function checkAction(action: string): void {
  if (!/^[\w-]+:\w+$/.test(action)) {
    throw new Error(`action: ask for one action, such as s3:GetObject, without wildcards, got: ${JSON.stringify(action)}`);
  }
}

/**
 * @throws when it is no resource: to be denied such a thing says nothing
 */
export function checkResource(resource: string): void {
  if (resource !== '*' && !/^arn:[\w-]+:[\w-]+:[\w-]*:[\w-]*:./.test(resource)) {
    throw new Error(`resource: give an ARN, or * for an action that knows no resources, got: ${JSON.stringify(resource)}`);
  }
}
