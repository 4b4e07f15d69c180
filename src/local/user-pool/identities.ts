import { Person } from './emulator/emulator';
import { ProviderSettings } from './federation/identity-providers';
import { Asserted } from './federation/mapped-attributes';
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

/** What names somebody at a provider, whatever the provider calls it. */
export const SUBJECT = 'Cognito_Subject';

/** The attribute of somebody new; only SAML providers have an issuer in it. */
export function identitiesFor(provider: ProviderSettings, subject: string, issuer: string | null): string {
  return JSON.stringify([identity(provider, subject, issuer, true)]);
}

/** Whether it is the provider's subject whom the user pool means by somebody, and not a namesake. */
export function isIdentity(person: Person, provider: ProviderSettings, subject: string): boolean {
  return holdsIdentity(person, provider, SUBJECT, subject);
}

/** Whether somebody signs in with a provider that says this of them. */
export function holdsIdentity(person: Person, { name }: ProviderSettings, attribute: string, value: string): boolean {
  return identitiesOf(person).some(({ providerName, userId }) =>
    providerName === name && userId === value && attributeOf(person, name, value) === attribute);
}

/** Whether an administrator made somebody's account the one to sign in to by it. */
export function isLinked(person: Person, { name }: ProviderSettings, value: string): boolean {
  return identitiesOf(person).some(({ primary, providerName, userId }) => !primary && providerName === name && userId === value);
}

export const linksOf = (person: Person) => identitiesOf(person).filter(({ primary }) => !primary);

/** What makes an account the one that somebody signs in to who comes from a provider, by what it says of them. */
export function withLink(person: Person, provider: ProviderSettings, attribute: string, value: string): Partial<Person> {
  const linked = changed(person, [...identitiesOf(person), identity(provider, value, null, false)]);
  const by = { ...person.LinkedBy, [keyOf(provider.name, value)]: attribute };
  return attribute === SUBJECT ? linked : { ...linked, LinkedBy: by };
}

export function withoutLink(person: Person, { name }: ProviderSettings, value: string): Partial<Person> {
  const others = identitiesOf(person).filter(known => known.providerName !== name || known.userId !== value);
  return { ...changed(person, others), LinkedBy: linkedByBut(person, name, value) };
}

/** Once somebody has signed in, a link is by who they are at the provider, whatever it was by. */
export function settled(
  person: Person, provider: ProviderSettings, { subject, issuer }: Pick<Asserted, 'subject' | 'issuer'>, value: string,
): Partial<Person> {
  return {
    ...changed(person, identitiesOf(person).map(known => known.providerName === provider.name && known.userId === value
      ? { ...known, userId: subject, issuer }
      : known)),
    LinkedBy: linkedByBut(person, provider.name, value),
  };
}

/** What an account is linked by that somebody signs in to, who is called so at the provider and has these attributes. */
export function linkFor(
  person: Person, { name }: ProviderSettings, subject: string, values: Readonly<Record<string, string>>,
): string | undefined {
  return linksOf(person).find(({ providerName, userId }) => {
    if (providerName !== name) return false;
    const attribute = attributeOf(person, name, userId);
    return userId === (attribute === SUBJECT ? subject : values[attribute]);
  })?.userId;
}

/**
 * As the ID token has them: everything is text there.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export function identitiesClaim(person: Person): object[] {
  return identitiesOf(person).map(known => ({ ...known, primary: String(known.primary), dateCreated: String(known.dateCreated) }));
}

function identity({ name, type }: ProviderSettings, userId: string, issuer: string | null, primary: boolean): Identity {
  return { userId, providerName: name, providerType: type, issuer, primary, dateCreated: Date.now() };
}

function identitiesOf(person: Person): Identity[] {
  return JSON.parse(valueOf(person, IDENTITIES) ?? '[]') as Identity[];
}

/** Whoever has no identity has no such attribute. */
function changed({ Attributes }: Person, identities: Identity[]): Partial<Person> {
  const others = Attributes.filter(({ Name }) => Name !== IDENTITIES);
  return { Attributes: identities.length === 0 ? others : [...others, { Name: IDENTITIES, Value: JSON.stringify(identities) }] };
}

function linkedByBut({ LinkedBy = {} }: Person, provider: string, value: string): Person['LinkedBy'] {
  const { [keyOf(provider, value)]: _gone, ...others } = LinkedBy;
  return others;
}

const keyOf = (provider: string, value: string) => JSON.stringify([provider, value]);

const attributeOf = (person: Person, provider: string, value: string) => person.LinkedBy?.[keyOf(provider, value)] ?? SUBJECT;
