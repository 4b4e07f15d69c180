import { FrontEnd } from '../front-end';

/** The settings of `oidc-client-ts`, `react-oidc-context`, AppAuth and others that find the rest by discovery. */
export function oidc({ userPool, client, hosted }: FrontEnd): object {
  return {
    authority: userPool.issuer,
    client_id: client.id,
    ...(hosted ? {
      redirect_uri: hosted.callbackUrls[0],
      response_type: hosted.responseType === 'code' ? 'code' : 'id_token token',
      scope: hosted.scopes.join(' '),
      metadata: {
        issuer: userPool.issuer,
        authorization_endpoint: `https://${hosted.domain}/oauth2/authorize`,
        token_endpoint: `https://${hosted.domain}/oauth2/token`,
        userinfo_endpoint: `https://${hosted.domain}/oauth2/userInfo`,
        revocation_endpoint: `https://${hosted.domain}/oauth2/revoke`,
        jwks_uri: `${userPool.issuer}/.well-known/jwks.json`,
      },
      ...(hosted.logoutUrls.length > 0 ? {
        // Cognito has no end_session_endpoint: an app sends people here itself
        sign_out: `https://${hosted.domain}/logout?client_id=${client.id}&logout_uri=${encoded(hosted.logoutUrls[0])}`,
      } : {}),
    } : {}),
  };
}

/** A value that is only known at deployment can't be encoded before. */
function encoded(url: string): string {
  return url.includes('${Token[') ? url : encodeURIComponent(url);
}

/** What `fromCognitoIdentityPool` of the AWS SDK takes: under `logins`, the key whose value is the ID token. */
export function awsSdk({ userPool, identityPool, endpoints }: FrontEnd): object {
  return {
    ...(identityPool ? { identityPoolId: identityPool.id } : {}),
    loginKey: userPool.loginKey,
    clientConfig: {
      region: identityPool?.region ?? userPool.region,
      ...(endpoints?.identityPool ? { endpoint: endpoints.identityPool } : {}),
    },
  };
}

/** The names alone, flat. */
export function plain({ userPool, client, identityPool, hosted, endpoints }: FrontEnd): Record<string, string> {
  return {
    region: userPool.region,
    userPoolId: userPool.id,
    userPoolClientId: client.id,
    ...(identityPool ? { identityPoolId: identityPool.id } : {}),
    issuer: userPool.issuer,
    loginKey: userPool.loginKey,
    ...(hosted ? { domain: hosted.domain } : {}),
    ...(endpoints?.userPool ? { userPoolEndpoint: endpoints.userPool } : {}),
    ...(endpoints?.identityPool ? { identityPoolEndpoint: endpoints.identityPool } : {}),
  };
}

/** The same as variables: `USER_POOL_ID=…`. Bundlers hand on to browsers only what begins with a prefix of theirs. */
export function dotEnv(frontEnd: FrontEnd, prefix: string): string {
  return Object.entries(plain(frontEnd)).map(([name, value]) => {
    const variable = name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase();
    return `${prefix}${variable}=${/^[\w.:/-]*$/.test(value) ? value : JSON.stringify(value)}\n`;
  }).join('');
}
