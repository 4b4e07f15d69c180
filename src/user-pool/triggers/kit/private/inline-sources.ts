/* eslint-disable @stylistic/max-len -- the code of functions, as it is deployed */
/**
 * What the functions of the kit run, as it stands in the template: CommonJS of Node, with the SDK that Lambda brings along.
 * Settings come by the environment, so that the text is the same everywhere and can be reviewed once.
 */

/** May refuse whoever signs up, and links people who come from an identity provider. */
export const PRE_SIGN_UP = `const domains = JSON.parse(process.env.EMAIL_DOMAINS || '[]');
const providers = JSON.parse(process.env.LINKED_PROVIDERS || '[]');

exports.handler = async event => {
  const attributes = event.request.userAttributes || {};
  // whom an administrator invites is the administrator's decision
  if (domains.length > 0 && event.triggerSource !== 'PreSignUp_AdminCreateUser') refuseOthers(attributes);
  if (providers.length > 0 && event.triggerSource === 'PreSignUp_ExternalProvider') await link(event, attributes);
  return event;
};

function refuseOthers(attributes) {
  const email = String(attributes.email || '');
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1).toLowerCase();
  if (at < 1 || !domains.includes(domain)) throw new Error('This e-mail address may not sign up.');
}

async function link({ userPoolId, userName }, { email, email_verified: verified }) {
  // the event may spell the provider in lower case, linking takes its name only
  const provider = providers.find(name => userName.toLowerCase().startsWith(name.toLowerCase() + '_'));
  if (!provider || verified !== 'true' || !email || /["\\\\]/.test(email)) return;
  const { CognitoIdentityProviderClient, ListUsersCommand, AdminLinkProviderForUserCommand } = require('@aws-sdk/client-cognito-identity-provider');
  const client = new CognitoIdentityProviderClient({});
  const { Users = [], PaginationToken } = await client.send(new ListUsersCommand({ UserPoolId: userPoolId, Filter: \`email = "\${email}"\` }));
  // somebody who registered the address first without having it must not get its owner's account
  const owners = Users.filter(user => user.Enabled && user.UserStatus === 'CONFIRMED'
    && valueOf(user, 'email_verified') === 'true' && valueOf(user, 'email').toLowerCase() === email.toLowerCase());
  if (owners.length !== 1 || PaginationToken) return;
  await client.send(new AdminLinkProviderForUserCommand({
    UserPoolId: userPoolId,
    DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: owners[0].Username },
    SourceUser: { ProviderName: provider, ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: userName.slice(provider.length + 1) },
  }));
}

function valueOf({ Attributes = [] }, name) {
  const attribute = Attributes.find(({ Name }) => Name === name);
  return attribute && attribute.Value || '';
}
`;

/** Makes whoever has signed up a member of one group, which is not theirs to choose. */
export const POST_CONFIRMATION =
  `const { CognitoIdentityProviderClient, AdminAddUserToGroupCommand } = require('@aws-sdk/client-cognito-identity-provider');
const client = new CognitoIdentityProviderClient({});

exports.handler = async event => {
  // a new password is confirmed as well
  if (event.triggerSource === 'PostConfirmation_ConfirmSignUp') {
    await client.send(new AdminAddUserToGroupCommand({
      UserPoolId: event.userPoolId, Username: event.userName, GroupName: process.env.GROUP_NAME,
    }));
  }
  return event;
};
`;

/** Copies attributes into the tokens. */
export const PRE_TOKEN = `const claims = Object.entries(JSON.parse(process.env.CLAIMS));

exports.handler = async event => {
  const attributes = event.request.userAttributes || {};
  const present = claims.filter(([, attribute]) => ![undefined, null, ''].includes(attributes[attribute]));
  const claimsToAddOrOverride = Object.fromEntries(present.map(([claim, attribute]) => [claim, attributes[attribute]]));
  event.response = {
    claimsAndScopeOverrideDetails: { idTokenGeneration: { claimsToAddOrOverride }, accessTokenGeneration: { claimsToAddOrOverride } },
  };
  return event;
};
`;
