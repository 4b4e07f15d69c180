import { Credentials, isoTime } from './credentials';
import { Tokens } from './sign-in';

export const FORMATS = ['json', 'env', 'credential-process'] as const;
export type Format = typeof FORMATS[number];

/** What is printed of a sign-in: the credentials where they were asked for. */
export function asText(format: Format, tokens: Tokens, credentials: Credentials | undefined): string {
  if (format === 'env') return credentials ? environment(awsVariables(credentials)) : environment(tokenVariables(tokens));
  return `${JSON.stringify(format === 'json' ? document(tokens, credentials) : processAnswer(credentials!), undefined, 2)}\n`;
}

function document({ IdToken, AccessToken, RefreshToken, ExpiresIn }: Tokens, credentials: Credentials | undefined): object {
  return {
    idToken: IdToken,
    accessToken: AccessToken,
    ...(RefreshToken === undefined ? {} : { refreshToken: RefreshToken }),
    expiration: isoTime(Date.now() + ExpiresIn * 1000),
    ...(credentials ? { credentials } : {}),
  };
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html */
function processAnswer({ accessKeyId, secretAccessKey, sessionToken, expiration }: Credentials): object {
  return { Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: expiration };
}

const awsVariables = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials) => ({
  AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken,
});

const tokenVariables = ({ IdToken, AccessToken, RefreshToken }: Tokens) => ({
  COGNITO_ID_TOKEN: IdToken,
  COGNITO_ACCESS_TOKEN: AccessToken,
  ...(RefreshToken === undefined ? {} : { COGNITO_REFRESH_TOKEN: RefreshToken }),
});

/** Lines for `eval` in a shell, which runs nothing of what stands in the values. */
function environment(variables: Record<string, string>): string {
  return Object.entries(variables).map(([name, value]) => `export ${name}='${value.replaceAll('\'', '\'\\\'\'')}'\n`).join('');
}
