import { AppResource } from './app-resource';
import { WholeApp } from './whole-app';

/** Whether people are known to sign in to the app client through the identity provider. */
export function offers(app: WholeApp, client: AppResource, provider: AppResource): boolean {
  const { SupportedIdentityProviders: names } = app.properties(client);
  const { ProviderName: name } = app.properties(provider);
  return Array.isArray(names) && names.some((offered) => offered === name || app.refersTo(offered, client, provider) === 'yes');
}
