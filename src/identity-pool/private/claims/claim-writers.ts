import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ClaimSource } from './claim-source';
import { ClaimUse } from './claim-use';
import { contactFindings } from './contact-claims';
import { directoryFindings } from './directory-claims';
import { Finding, acknowledge, readsOf, said } from './finding';
import { PoolFacts, factsOf, namesNothing, namesOf } from './pool-facts';
import { Providers, isSamePool } from '../providers';
import { RuleMatch } from './rule-match';
import { WholeApp } from '../../../app-tree/whole-app';
import { CONTACTS, SET_BY_COGNITO } from '../../../identity-facts/claims/standard-attributes';

/** In every token, whatever the app client may read. */
const SUBJECT = 'sub';

/** A user pool behind registered app clients; without facts when it isn't in this app. */
interface PoolOfClaims {
  readonly path: string;
  readonly facts?: PoolFacts;
  /** Registered clients of which nothing is known. */
  readonly strangers: string[];
}

/**
 * Says what is wrong with the claims that rules and tags read in the tokens of these clients: who can write them, and whether they are in
 * the token at all. What may be right is a warning.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#best-practices-for-role-based-access-control
 */
export function problemsOfClaims(
  scope: Construct, usesOf: (userPool: cognito.IUserPool) => ClaimUse[], providers: Providers, app: WholeApp,
): string[] {
  return said(scope, providers.userPools.flatMap(userPool => {
    const uses = usesOf(userPool);
    const pool = uses.length > 0 ? poolOfClaims(userPool, providers, app) : undefined;
    return pool ? uses.flatMap(use => use.claim._acknowledgement === undefined ? claimFindings(use, pool) : absences(use, pool)) : [];
  }));
}

/** Who says that nobody writes a claim wrongly, says nothing of whether it is there. */
function absences(use: ClaimUse, { path, facts, strangers }: PoolOfClaims): Finding[] {
  const { name, _source: source } = use.claim;
  if (!facts || Token.isUnresolved(name)) return [];
  const reads = readsOf(use, path);
  const untouched = source === ClaimSource.TRIGGER && facts.preTokenTrigger.isSet === false;
  const absent = untouched && facts.attribute(name) === 'missing' ? [withoutTrigger(use, reads)]
    : untouched || source === ClaimSource.ATTRIBUTE ? absenceOf(use, reads, facts, strangers) : [];
  return absent.map(({ message }) => ({ message, warning: 'claim-in-no-token' }));
}

function withoutTrigger(use: ClaimUse, reads: string): Finding {
  return { message: `${reads} from a trigger, but that pool has no pre token generation trigger, so ${use.without}; add one` };
}

function poolOfClaims(userPool: cognito.IUserPool, providers: Providers, app: WholeApp): PoolOfClaims {
  const { path } = userPool.node;
  const facts = factsOf(userPool, providers, app);
  const strangers = facts ? providers.logins.filter(login => isSamePool(login.userPool, userPool) && !facts.knows(login)) : [];
  return { path, ...(facts ? { facts } : {}), strangers: strangers.map(({ client }) => client.node.path) };
}

function claimFindings(use: ClaimUse, { path, facts, strangers }: PoolOfClaims): Finding[] {
  const { name, _source: source } = use.claim;
  const reads = readsOf(use, path);
  if (!facts || Token.isUnresolved(name)) {
    return [unknownWriters(reads)];
  }
  switch (source) {
    case ClaimSource.ATTRIBUTE:
      return attributeFindings(use, reads, facts, strangers);
    case ClaimSource.ACCOUNT:
      return facts.selfSignUp && facts.signInAttributes.length === 0
        ? [{ message: `${reads}, which people choose themselves when they sign up; ${acknowledge('why that is safe')}` }]
        : [];
    case ClaimSource.TRIGGER:
      return triggerFindings(use, reads, facts, strangers);
    default:
      return [];
  }
}

export function unknownWriters(reads: string): Finding {
  return { message: `${reads}, of which it isn't known who can write what; ${acknowledge('who writes it')}` };
}

/** Where the trigger leaves an attribute alone, the token has what the profile says. */
function triggerFindings(use: ClaimUse, reads: string, facts: PoolFacts, strangers: string[]): Finding[] {
  const { name } = use.claim;
  if (facts.preTokenTrigger.isSet === false) {
    return [withoutTrigger(use, reads)];
  }
  return facts.attribute(name) === 'missing' ? [] : writerFindings(use, reads, facts, strangers);
}

/** What is wrong with an attribute of the profile as the claim. */
export function attributeFindings(use: ClaimUse, reads: string, facts: PoolFacts, strangers: string[]): Finding[] {
  if (use.claim.name === SUBJECT) {
    return [];
  }
  const absent = absenceOf(use, reads, facts, strangers);
  return absent.length > 0 ? absent : writerFindings(use, reads, facts, strangers);
}

/** Why an attribute of the profile is in no token. */
function absenceOf(use: ClaimUse, reads: string, facts: PoolFacts, strangers: string[]): Finding[] {
  const { name } = use.claim;
  if (name === SUBJECT) {
    return [];
  }
  if (facts.attribute(name) === 'missing') {
    return [{ message: `${reads}, which that user pool does not have, so ${use.without}; add the attribute to the pool` }];
  }
  if (strangers.length === 0 && facts.clients.length > 0 && facts.readersOf(name).length === 0) {
    return [
      { message: `${reads}, which no app client may read, so it is in no token; add it to readAttributes of ${namesOf(facts.clients)}` },
    ];
  }
  return [];
}

function writerFindings(use: ClaimUse, reads: string, facts: PoolFacts, strangers: string[]): Finding[] {
  const { name } = use.claim;
  if (strangers.length > 0 && !SET_BY_COGNITO.includes(name)) {
    return [unknownWriters(`${reads} through ${strangers.join(', ')}`)];
  }
  const registrars = facts.registrarsOf(name);
  if (registrars) {
    const who = registrars === 'anyone' ? 'anyone' : 'whoever has a token for it';
    return [{
      message: `${reads}, which people may write through app clients that ${who} registers (DcrConfiguration of the pool); turn that off, `
      + `or decide by group, or ${acknowledge('why that is safe')}`,
    }];
  }
  const writers = facts.writersOf(name);
  if (CONTACTS.includes(name) && (writers.length === 0 || (use.match === RuleMatch.EQUALS && facts.verifiesBeforeUpdate(name)))) {
    return contactFindings(use, reads, facts);
  }
  const [doubtful, certain] = [writers.filter(namesNothing), writers.filter(writer => !namesNothing(writer))];
  return [
    ...(certain.length === 0 ? [] : [{
      message: `${reads}, which people can write themselves ${occasion(name, facts)}through ${namesOf(certain)}, `
        + `and so choose their own ${use.choice}; ${wayOut(name, facts)}, or ${acknowledge('why that is safe')}`,
    }]),
    ...(certain.length > 0 || doubtful.length === 0 ? [] : [{
      warning: 'rule-claim-without-list',
      message: `${reads}. The sources differ on what an empty writeAttributes means, `
        + `nothing or every attribute, as ${namesOf(doubtful)} has it; `
        + `name one harmless attribute there, or ${acknowledge('why that is safe')}`,
    }]),
    ...directoryFindings(use, reads, facts),
  ];
}

/** Cognito asks for what a provider fills in the list of each client that offers the provider, so taking it out there is no way. */
function wayOut(name: string, facts: PoolFacts): string {
  const fillers = facts.fillersOf(name);
  return fillers.length === 0 ? 'take it out of writeAttributes there' : `as ${namesOf(fillers)} fills it, let people sign in there with `
    + 'the provider only '
    + '(signInWith without the pool itself, no scope COGNITO_ADMIN), or with the pool only (signInWith: [IdentityProvider.userPool()]), '
    + 'and keep selfSignUp off';
}

/**
 * An immutable attribute is written once. Who was invited answers the first sign-in with a new password, and may set more attributes then.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
 */
function occasion(name: string, facts: PoolFacts): string {
  if (facts.attribute(name) !== 'immutable') {
    return '';
  }
  return facts.selfSignUp ? 'when they sign up or first sign in ' : 'when they first sign in ';
}
