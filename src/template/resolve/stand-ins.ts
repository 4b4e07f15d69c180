import type { LoadedTemplate } from '../text/load';
import { asString } from '../values';

/** A value that a template leaves to its deployment, and that it was read with. */
export interface StandIn {
  readonly template: string;
  readonly what: 'region' | 'account' | 'parameter';
  /** Of a parameter, what it is called. */
  readonly name?: string;
  readonly value: string;
  /** Where it is from: what the template itself says in some other place, or nothing but convention. */
  readonly from: 'default' | 'trust policies' | 'convention';
}

/** Where a template is taken to be deployed that says nothing of it. */
export const REGION = 'us-east-1';
export const ACCOUNT = '123456789012';

/** Regions and ARNs of the commercial partition. */
const COMMERCIAL = /"arn:aws:|\b(us|eu|ap|ca|sa|me|af|il|mx)-(?!gov-)[a-z]+-\d[:_]/;

/** Where templates are taken to be deployed that don't say it: in the region whose identity service their roles trust. */
export function regionOfTrusts(templates: readonly LoadedTemplate[]): string | undefined {
  const open = templates.filter(({ region }) => region === undefined);
  const trusts = open.flatMap(({ body }) => Object.values(body.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role'))
    .map(({ Properties }) => JSON.stringify(Properties?.AssumeRolePolicyDocument ?? ''));
  const named = trusts.flatMap(trust => [
    ...trust.matchAll(/"cognito-identity([\w.-]*)\.amazonaws\.com(?:\.cn)?"/g),
  ].map(([, where]) => where));
  const regions = new Set(named.map(where => where === '-us-gov' ? 'us-gov-west-1' : where.slice(1)));
  const [region] = regions;
  const isTold = regions.size === 1 && region !== '' && !open.some(({ body }) => COMMERCIAL.test(JSON.stringify(body.Resources)));
  return isTold ? region : undefined;
}

/** What the templates were read with that their deployment may change: where they are deployed, and defaults of parameters in use. */
export function standInsOf(templates: readonly LoadedTemplate[]): StandIn[] {
  const told = regionOfTrusts(templates);
  return templates.flatMap(template => [...placeOf(template, told), ...defaultsOf(template)]);
}

function placeOf({ name, region, account, nestedIn }: LoadedTemplate, told: string | undefined): StandIn[] {
  if (nestedIn) return [];
  return [
    ...region === undefined ? [{ template: name, what: 'region' as const, value: told ?? REGION, from: originOf(told) }] : [],
    ...account === undefined ? [{ template: name, what: 'account' as const, value: ACCOUNT, from: originOf(undefined) }] : [],
  ];
}

function originOf(told: string | undefined): StandIn['from'] {
  return told === undefined ? 'convention' : 'trust policies';
}

/** What a parent stack passes is no default, and an empty one is taken for nothing. */
function defaultsOf({ name, body, parameters, nestedIn }: LoadedTemplate): StandIn[] {
  const text = JSON.stringify([body.Resources, body.Conditions, body.Outputs]);
  return Object.entries<Record<string, unknown> | null>(body.Parameters ?? {}).flatMap(([parameter, declared]): StandIn[] => {
    const { Default, Type, NoEcho } = declared ?? {};
    const value = asString(Default);
    const isUsed = text.includes(`{"Ref":"${parameter}"}`) || text.includes(`\${${parameter}}`);
    if (nestedIn || value === undefined || value === '' || parameters?.[parameter] !== undefined || !isUsed
      || String(Type).startsWith('AWS::SSM::')) {
      return [];
    }
    return [{ template: name, what: 'parameter', name: parameter, value: NoEcho === undefined ? value : '(not shown)', from: 'default' }];
  });
}
