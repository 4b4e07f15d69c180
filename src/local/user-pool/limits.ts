import { howToName } from './federation/identity-providers';
import { TRIGGERS } from './functions/triggers';
import { PoolSettings } from './settings';
import { ModelEntities } from '../../identity-facts/entities/entities';
import { asString } from '../../template/values';
import { SamlAssertions } from '../tokens/saml-assertions';

type Props = Record<string, any>;

/**
 * What the templates ask for and the local user pool does not do, one line each. None of it is imitated, so a local run proves nothing
 * about it.
 */
export function notDoneLocally(entities: ModelEntities, settings: readonly PoolSettings[]): string[] {
  const pools: Props[] = entities.userPools.map(({ props }) => props);
  const others = new Set(entities.resources.map(({ type }) => type));
  const triggers = [...new Set(pools.flatMap(pool => Object.keys(pool.LambdaConfig ?? {})).filter(name => !TRIGGERS.includes(name)))];
  const firstFactors = pools.flatMap(pool => pool.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []);
  const noSaml = new SamlAssertions().whyNot();
  const saml: Props[] = entities.identityProviders.filter(({ props }) => props.ProviderType === 'SAML')
    .map(({ props }) => props.ProviderDetails ?? {});
  const isOn = (setting: string) => saml.some(details => asString(details[setting])?.toLowerCase() === 'true');
  const ask: [boolean, string][] = [
    [firstFactors.includes('WEB_AUTHN'), 'passkeys (WEB_AUTHN)'],
    [pools.some(pool => pool.UserPoolAddOns), 'threat protection'],
    [pools.some(pool => pool.DeviceConfiguration), 'remembering devices'],
    [triggers.length > 0, `the triggers ${triggers.join(', ')}`],
    ...settings.flatMap(({ providers }) => providers).map(({ name, type, url }): [boolean, string] => url !== undefined && type === 'SAML'
      ? [noSaml !== undefined, `sign-in through ${name}: ${noSaml}`]
      : [url === undefined, `sign-in through ${name}, until you ${howToName(name)}`]),
    [saml.some(details => details.RequestSigningAlgorithm !== undefined), 'signed SAML requests'],
    [isOn('EncryptedResponses'), 'encrypted SAML responses'],
    [isOn('IDPInit'), 'SAML sign-in that begins at the provider'],
    [isOn('IDPSignout'), 'signing out of SAML providers'],
    [others.has('AWS::Cognito::ManagedLoginBranding'), 'the look of the login pages'],
    [others.has('AWS::WAFv2::WebACLAssociation'), 'the firewall'],
  ];
  return ask.filter(([wanted]) => wanted).map(([, line]) => line);
}
