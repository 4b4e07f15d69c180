import { hasGap } from '../../template/resolve/marks';

/** Beside a trigger of the same function, or with one. */
const NO_TRIGGERS = ['KMSKeyID', 'PreTokenGeneration'];

/**
 * What a user pool does in its first Region and not in a second one, by the props that set it. Nothing of it is copied: a trigger that
 * refuses sign-ins refuses none there.
 *
 * @param pool the properties of the pool
 * @param second the properties of its configuration in the second Region
 */
export function missingInSecondRegion(pool: any, second: any): string[] {
  const [there, here] = [pool.LambdaConfig, second.LambdaConfig].map(members);
  const triggers = [...there ?? []].filter(name => here !== undefined && !here.has(name) && !NO_TRIGGERS.includes(name));
  const sms = members(pool.SmsConfiguration);
  return [
    ...triggers.length > 0 ? [`triggers (${triggers.join(', ')})`] : [],
    ...pool.EmailConfiguration?.EmailSendingAccount === 'DEVELOPER' && second.EmailConfiguration === undefined ? ['email'] : [],
    ...sms !== undefined && sms.size > 0 && second.SmsConfiguration === undefined ? ['sms'] : [],
  ];
}

/** The names of what is set; nothing where CloudFormation computes it. */
function members(value: any): Set<string> | undefined {
  if (hasGap(value)) return undefined;
  const names = Object.entries(value ?? {}).filter(([, member]) => member !== undefined && !hasGap(member)).map(([name]) => name);
  return names.some(name => name === 'Ref' || name.startsWith('Fn::')) ? undefined : new Set(names);
}
