import { hasGap } from '../../../template/resolve/marks';
import { asBoolean } from '../../../template/values';
import { GuardrailRule, Hit, Level } from '../../guardrail-rule';
import { lacks } from '../../private/facts/gaps';
import { partsElsewhere, userPoolOf } from '../../private/facts/pool-keys';
import { missingEverywhere, missingFrom, schemaEntry } from '../../private/facts/schema';
import { Facts, PoolFact, ResourceFact } from '../../private/facts/types';
import { offers } from '../../private/judging/claim-writers';

/** Cognito sets these without the client. */
const ALWAYS_SET = ['username', 'email_verified', 'phone_number_verified'];

/** A provider maps an attribute that cannot be set. */
export const rule: GuardrailRule = {
  id: 'mapped-attribute-refused',
  catalogue: ['A108'],
  severity: 'high',
  title: 'A provider maps an attribute that cannot be set',
  why: 'Each sign-in with the provider sets the mapped attributes: where one is immutable or not writable for the client, it fails.',
  fix: 'Map mutable attributes that the user pool has, and list them in the WriteAttributes of the clients that use the provider.',
  source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html',
  check: facts => [...facts.pools.flatMap(ofPool), ...ofPoolsElsewhere(facts)],
};

function ofPool(pool: PoolFact): Hit[] {
  return pool.identityProviders.flatMap((provider): Hit[] => {
    const mapped = mappedBy(provider);
    const immutable = mapped.filter(name => asBoolean(schemaEntry(pool, name)?.Mutable) === false);
    const missing = missingFrom(pool, mapped.filter(name => name !== 'username'));
    const fits = mapped.filter(name => !immutable.includes(name) && !missing.includes(name));
    return [
      ...said(immutable, provider, names => `${provider.id} maps ${names}, immutable in ${pool.id}: the second sign-in fails`),
      ...said(missing, provider, names => `${provider.id} maps ${names}, which ${pool.id} does not have`, 'medium'),
      ...unwritable(fits, provider, pool.clients),
    ];
  });
}

/** Which custom attributes the user pool has, and whether they are immutable, is not read. */
function ofPoolsElsewhere(facts: Facts): Hit[] {
  return partsElsewhere('AWS::Cognito::UserPoolIdentityProvider', facts).flatMap(provider => {
    const mapped = mappedBy(provider);
    const missing = missingEverywhere(mapped.filter(name => name !== 'username'));
    const pool = userPoolOf(provider);
    return [
      ...said(missing, provider, names => `${provider.id} maps ${names}, which no user pool has`, 'medium'),
      ...unwritable(mapped.filter(name => !missing.includes(name)), provider,
        facts.clients.filter(client => pool !== undefined && userPoolOf(client) === pool)),
    ];
  });
}

function unwritable(mapped: string[], provider: ResourceFact, clients: ResourceFact[]): Hit[] {
  return clients.filter(client => offers(client, provider) && client.props.WriteAttributes !== undefined).flatMap(client => {
    const left = mapped.filter(name => !ALWAYS_SET.includes(name) && lacks(client.props.WriteAttributes, name));
    return said(left, client, names => `${client.id} may not write ${names}, which ${provider.id} maps: sign-in there fails`);
  });
}

function mappedBy({ props }: ResourceFact): string[] {
  return hasGap(props.AttributeMapping) ? [] : Object.keys(props.AttributeMapping ?? {}).filter(name => !hasGap(name));
}

function said(names: string[], at: ResourceFact, message: (names: string) => string, severity: Level = 'high'): Hit[] {
  return names.length > 0 ? [{ at, severity, message: message(names.join(', ')) }] : [];
}
