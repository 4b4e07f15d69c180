import { hasGap, shown } from '../../../template/resolve/marks';
import { GuardrailRule, Hit } from '../../guardrail-rule';
import { at } from '../../private/facts/gaps';
import { SECONDS } from '../../private/judging/client-urls';

interface Range {
  readonly property: string;
  readonly token: string;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly said: string;
}

/** How long each may be valid, in seconds, and the unit that counts where none is set. */
const RANGES: readonly Range[] = [
  { property: 'AccessTokenValidity', token: 'AccessToken', unit: 'hours', least: 300, most: 86400, said: '5 minutes to 1 day' },
  { property: 'IdTokenValidity', token: 'IdToken', unit: 'hours', least: 300, most: 86400, said: '5 minutes to 1 day' },
  { property: 'RefreshTokenValidity', token: 'RefreshToken', unit: 'days', least: 3600, most: 315360000, said: '60 minutes to 10 years' },
];

/** What counts where a template says nothing. */
const DEFAULT_SECONDS: Readonly<Record<string, number>> = { AccessToken: 3600, IdToken: 3600, RefreshToken: 30 * 86400 };

/** The lifetime of a token is out of range. */
export const rule: GuardrailRule = {
  id: 'token-validity-refused',
  catalogue: ['A108'],
  severity: 'medium',
  title: 'A lifetime of an app client is out of range',
  why: 'Cognito refuses the client, and the deployment fails.',
  fix: 'Access and ID tokens: 5 minutes to 1 day; refresh tokens: 60 minutes to 10 years; a session of sign-in: 3 to 15 minutes.',
  source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html',
  check: facts => facts.clients.flatMap((client): Hit[] => {
    const { AuthSessionValidity, RefreshTokenRotation } = client.props;
    const wrong = [
      ...RANGES.flatMap(range => outOfRange(client.props, range)),
      ...longerThanRefresh(client.props),
      ...number(AuthSessionValidity, 3, 15, 'AuthSessionValidity', 'it has to be 3 to 15 minutes'),
      ...number(at(RefreshTokenRotation, 'RetryGracePeriodSeconds'), 0, 60, 'RetryGracePeriodSeconds', 'it has to be 0 to 60'),
    ];
    return wrong.length > 0 ? [{ at: client, message: `${client.id} has ${wrong.join(', ')}` }] : [];
  }),
};

/** What is refreshed can't outlive what refreshes it. */
function longerThanRefresh(props: any): string[] {
  const [access, id, refresh] = RANGES.map(range => secondsOf(props, range));
  const isLonger = (seconds: number | undefined) => seconds !== undefined && refresh !== undefined && seconds > refresh;
  const longer = [...isLonger(access) ? ['AccessTokenValidity'] : [], ...isLonger(id) ? ['IdTokenValidity'] : []];
  return longer.length > 0 ? [`${longer.join(' and ')} above RefreshTokenValidity`] : [];
}

/** How long a token is valid, as far as that is known. */
function secondsOf(props: any, { property, token, unit }: Range): number | undefined {
  const [given, counted] = [props[property], at(props, 'TokenValidityUnits', token) ?? unit];
  if (given === undefined) return DEFAULT_SECONDS[token];
  const value = numberOf(given);
  if (value === undefined || hasGap(counted)) return undefined;
  return value === 0 && token === 'RefreshToken' ? DEFAULT_SECONDS[token] : value * SECONDS[String(counted)];
}

function outOfRange(props: any, { property, token, unit, least, most, said }: Range): string[] {
  const given = at(props, 'TokenValidityUnits', token);
  if (hasGap(given)) return [];
  const counted = String(given ?? unit);
  if (!Object.hasOwn(SECONDS, counted)) return [`the unit ${shown(counted)} for ${token}: it has to be seconds, minutes, hours or days`];
  const value = numberOf(props[property]);
  // no refresh token is valid for no time: zero stands for the default
  if (value === undefined || (value === 0 && property === 'RefreshTokenValidity')) return [];
  const seconds = value * SECONDS[counted];
  return seconds < least || seconds > most ? [`${property} of ${value} ${counted}: it has to be ${said}`] : [];
}

function number(given: unknown, least: number, most: number, property: string, said: string): string[] {
  const value = numberOf(given);
  return value !== undefined && (value < least || value > most) ? [`${property} of ${value}: ${said}`] : [];
}

/** A number that is known; what is empty or made with a reference is not. */
function numberOf(value: unknown): number | undefined {
  const text = String(value ?? '').trim();
  return text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}
