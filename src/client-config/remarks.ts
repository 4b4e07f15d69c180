import { Format } from './formats';
import { OUTPUTS_PROVIDERS } from './formats/amplify-outputs';
import { FrontEnd, Remark } from './front-end';

const ADMIN_SCOPE = 'aws.cognito.signin.user.admin';

/** What would fail later, in the words of whoever has to change it. */
export function remarksOn(frontEnd: FrontEnd, format: Format): Remark[] {
  const found = [
    ...frontEnd.remarks, ...secretRemarks(frontEnd, format), ...hostedRemarks(frontEnd, format), ...flowRemarks(frontEnd, format),
  ];
  return saidOnce(found);
}

/** What is true of several clients or formats is said once. */
export function saidOnce(remarks: readonly Remark[]): Remark[] {
  return [...new Map(remarks.map(remark => [remark.message, remark])).values()];
}

function secretRemarks({ client, signIn }: FrontEnd, { amplify }: Format): Remark[] {
  if (client.secret === false || client.secret === undefined && !signIn) return [];
  const what = client.secret ? `${client.label} has a secret` : `whether ${client.label} has a secret is not known`;
  return amplify
    ? [{
      id: 'client-secret', refuses: true, message: `${what}, which nobody can keep in a browser or on a phone; give a client without one`,
    }]
    : [{ id: 'client-secret', message: `${what}, which is not written here: a server reads it from where it is kept` }];
}

function hostedRemarks({ client: { label }, hosted }: FrontEnd, { amplify, namesAnyProvider }: Format): Remark[] {
  if (!hosted) return [];
  const remarks: Remark[] = [];
  if (hosted.logoutUrls.length === 0) {
    const left = amplify ? 'the login pages are left out' : 'there is no way to sign out of the login pages';
    remarks.push({ id: 'no-logout-url', message: `${left}: ${label} has no logout URL (logoutUrls, LogoutURLs)` });
  }
  if (amplify && hosted.logoutUrls.length > 0 && !hosted.scopes.includes(ADMIN_SCOPE)) {
    remarks.push({
      id: 'no-admin-scope',
      message: `the scopes of ${label} lack ${ADMIN_SCOPE}: after a login on the pages, Amplify may not read or change the user, `
        + 'set up TOTP or delete the account',
    });
  }
  const unnamed = hosted.providers.filter(name => OUTPUTS_PROVIDERS[name] === undefined);
  if (namesAnyProvider === false && unnamed.length > 0) {
    remarks.push({ id: 'provider-unnamed', message: `this format has no name for ${unnamed.join(', ')}; --format amplify has` });
  }
  return remarks;
}

function flowRemarks({ client: { label, flows, rotates }, hosted }: FrontEnd, { amplify, olderReaders }: Format): Remark[] {
  const remarks: Remark[] = [];
  if (rotates && olderReaders) {
    remarks.push({
      id: 'rotation',
      message: `the refresh tokens of ${label} rotate, so REFRESH_TOKEN_AUTH is refused, which is all that ${olderReaders} renews by: `
        + 'use one that knows GetTokensFromRefreshToken, or refreshTokenRotation: false',
    });
  }
  if (amplify && flows && !flows.includes('ALLOW_USER_SRP_AUTH') && !hosted) {
    remarks.push({
      id: 'no-srp', message: `${label} does not allow ALLOW_USER_SRP_AUTH, by which Amplify signs people in unless it is told another flow`,
    });
  }
  return remarks;
}
