import { Person } from './emulator/emulator';
import { ProviderSettings } from './federation/identity-providers';
import { valueOf } from './user-pool';

/** The attribute that says with which providers somebody signs in; only the service writes it. */
export const IDENTITIES = 'identities';

interface Identity {
  readonly userId: string;
  readonly providerName: string;
  readonly providerType: string;
  readonly issuer: string | null;
  readonly primary: boolean;
  readonly dateCreated: number;
}

/** The attribute of somebody new; only SAML providers have an issuer in it. */
export function identitiesFor({ name, type }: ProviderSettings, subject: string, issuer: string | null): string {
  const identity: Identity = {
    userId: subject, providerName: name, providerType: type, issuer, primary: true, dateCreated: Date.now(),
  };
  return JSON.stringify([identity]);
}

/** Whether it is the provider's subject whom the user pool means by somebody, and not a namesake. */
export function isIdentity(person: Person, { name }: ProviderSettings, subject: string): boolean {
  return identitiesOf(person).some(({ providerName, userId }) => providerName === name && userId === subject);
}

/**
 * As the ID token has them: everything is text there.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export function identitiesClaim(person: Person): object[] {
  return identitiesOf(person).map(identity => ({
    ...identity, primary: String(identity.primary), dateCreated: String(identity.dateCreated),
  }));
}

function identitiesOf(person: Person): Identity[] {
  return JSON.parse(valueOf(person, IDENTITIES) ?? '[]') as Identity[];
}
