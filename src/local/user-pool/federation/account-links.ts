import { ProviderSettings } from './identity-providers';
import { invalidParameter, notFound, ServiceError } from '../../requests/service-error';
import { Person } from '../emulator/emulator';
import { holdsIdentity, isLinked, linksOf, SUBJECT, withLink, withoutLink } from '../identities';
import { Input, noSuchUser, Operations, Parts } from '../parts';
import { UserPool } from '../user-pool';

/** How one is named whom the user pool has of its own. */
const OWN = 'Cognito';
const MAX_LINKS = 5;

/** Somebody, as a provider or the user pool itself knows them. */
interface ProviderUser {
  readonly ProviderName?: string;
  readonly ProviderAttributeName?: string;
  readonly ProviderAttributeValue?: string;
}

/**
 * Links people who sign in with a provider to accounts that are there already.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation-consolidate-users.html
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminLinkProviderForUser.html
 */
export class AccountLinks {
  public readonly operations: Operations = {
    AdminLinkProviderForUser: input => this.link(input),
    AdminDisableProviderForUser: input => this.unlink(input),
  };

  constructor(private readonly parts: Parts) {}

  private async link({ UserPoolId, DestinationUser, SourceUser }: Input): Promise<object> {
    const pool = this.parts.pools.byId(UserPoolId);
    if (SourceUser.ProviderName === OWN) {
      throw invalidParameter(
        'Invalid SourceUser: Cognito users with a username/password may not be passed in as a SourceUser, only as a DestinationUser',
      );
    }
    const { provider, attribute, value } = named(pool, SourceUser, 'SourceUser');
    const person = await destination(pool, DestinationUser);
    const holder = await holderOf(pool, provider, attribute, value);
    if (holder && isLinked(holder, provider, value)) throw invalidParameter('SourceUser is already linked to DestinationUser');
    if (holder) {
      throw invalidParameter('Merging is not currently supported, provide a SourceUser that has not been signed up in order to link');
    }
    if (linksOf(person).length >= MAX_LINKS) {
      throw new ServiceError('LimitExceededException', `At most ${MAX_LINKS} identities can be linked to a user.`);
    }
    await pool.update(person, withLink(person, provider, attribute, value));
    return {};
  }

  private async unlink({ UserPoolId, User }: Input): Promise<object> {
    const pool = this.parts.pools.byId(UserPoolId);
    const more = 'AdminDisableUser does it. (not done here)';
    if (User.ProviderName === OWN) throw invalidParameter(`Only links are taken away here; to keep somebody out, ${more}`);
    const { provider, attribute, value } = named(pool, User, 'User');
    const holder = await holderOf(pool, provider, attribute, value);
    if (!holder) throw noSuchUser();
    if (!isLinked(holder, provider, value)) throw invalidParameter(`Nobody is linked to it; to keep somebody out, ${more}`);
    await pool.update(holder, withoutLink(holder, provider, value));
    return {};
  }
}

function named(pool: UserPool, user: ProviderUser, member: string): { provider: ProviderSettings; attribute: string; value: string } {
  const { ProviderName: name, ProviderAttributeName: attribute, ProviderAttributeValue: value } = user;
  if (!name || !attribute || !value) throw invalidParameter(`${member}: the names of provider and attribute and its value are required.`);
  const provider = pool.settings.providers.find(candidate => candidate.name === name);
  if (!provider) throw notFound(`Identity provider ${name} does not exist.`);
  const isMapped = ['OIDC', 'SAML'].includes(provider.type) && Object.hasOwn(provider.mapping, attribute);
  if (attribute !== SUBJECT && !isMapped) {
    throw invalidParameter(`${member}: ProviderAttributeName is ${SUBJECT}, or, for OIDC and SAML, an attribute that ${name} maps.`);
  }
  return { provider, attribute, value };
}

/** The account that is there; the name of the attribute makes no difference. */
async function destination(pool: UserPool, { ProviderName: name, ProviderAttributeValue: value = '' }: ProviderUser): Promise<Person> {
  const provider = pool.settings.providers.find(candidate => candidate.name === name);
  const person = await (provider ? holderOf(pool, provider, SUBJECT, value) : name === OWN ? pool.named(value) : undefined);
  if (!person) throw noSuchUser();
  return person;
}

/** Whoever signs in by it, or would. */
function holderOf(pool: UserPool, provider: ProviderSettings, attribute: string, value: string): Promise<Person | undefined> {
  return pool.findBy(person => holdsIdentity(person, provider, attribute, value));
}
