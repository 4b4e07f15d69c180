import { randomBytes } from 'crypto';
import { Arrivals } from './arrivals';
import {
  AuthorizationRequest, BadRequest, checkLocal, clientOf, Codes, offeredBy, readAuthorization, refusal, Refused,
} from './authorization';
import { PASSWORD, usernameField } from './fields';
import { cookieIn, errorPage, formPage, redirect } from './html';
import { ProviderPages } from './provider-pages';
import { Question, questionPage } from './questions';
import { SelfServicePages } from './self-service';
import { TokenEndpoint } from './token-endpoint';
import { ServiceError } from '../../requests/service-error';
import { Page, PageRequest } from '../../user-pool-service';
import { UserPoolApi } from '../api';
import { Person } from '../emulator/emulator';
import { ProviderSettings } from '../federation/identity-providers';
import { Parts, wrongSession } from '../parts';
import { Attempt } from '../sign-in/attempt';

interface SignedIn {
  readonly poolId: string;
  readonly username: string;
  /** The identity provider that it was with. */
  readonly provider?: string;
  readonly expires: number;
}

/** What a step of signing in gives: another question, or the address to go to. */
interface Step {
  readonly ChallengeName?: string;
  readonly ChallengeParameters?: Record<string, string>;
  readonly Session?: string;
  readonly location?: string;
  readonly username?: string;
}

const COOKIE = 'cognito';
const COOKIE_SECONDS = 3_600;

/** The login pages of the user pools that have a domain, and the endpoints that belong to them. */
export class LoginPages {
  private readonly signedIn = new Map<string, SignedIn>();
  private readonly arrivals: Arrivals;
  private readonly selfService: SelfServicePages;
  private readonly providers: ProviderPages;
  private readonly pages: Record<string, (request: PageRequest) => Promise<Page>>;

  constructor(private readonly parts: Parts, private readonly api: UserPoolApi) {
    const codes = new Codes();
    const tokens = new TokenEndpoint(parts, api, codes);
    this.arrivals = new Arrivals(api, codes);
    this.selfService = new SelfServicePages(parts, api, (asked, person, form) => this.arrive(asked, person, form));
    this.providers = new ProviderPages(parts, async (asked, person, { name }) =>
      this.enter(asked, await this.arrivals.locationFor(asked, person), person.Username, name));
    this.pages = {
      ...this.selfService.pages,
      ...this.providers.pages,
      '/oauth2/authorize': request => this.authorize(request),
      '/login': request => this.login(request),
      '/logout': request => this.logout(request),
      '/oauth2/token': request => tokens.token(request),
      '/oauth2/revoke': request => tokens.revoke(request),
      '/oauth2/userInfo': request => tokens.userInfo(request),
    };
  }

  public has(path: string): boolean {
    return Object.hasOwn(this.pages, path);
  }

  public async get(request: PageRequest): Promise<Page> {
    try {
      return await this.pages[request.url.pathname](request);
    } catch (error) {
      if (error instanceof Refused) return redirect(error.location);
      if (error instanceof BadRequest) return errorPage(error.message);
      throw error;
    }
  }

  private async authorize({ url, headers }: PageRequest): Promise<Page> {
    const asked = readAuthorization(this.parts, url.searchParams);
    const known = this.signedIn.get(cookieIn(headers.cookie, COOKIE));
    const prompt = url.searchParams.get('prompt');
    const isKnown = known !== undefined && known.poolId === asked.pool.settings.id && known.expires > Date.now() && isTaken(asked, known);
    if (isKnown && prompt !== 'login') {
      const person = await asked.pool.find(known.username);
      if (person?.Enabled) return redirect(await this.arrivals.locationFor(asked, person));
    }
    if (prompt === 'none') throw refusal(asked, 'login_required');
    const provider = asked.provider ?? onlyProvider(asked);
    return provider ? this.providers.sendTo(asked, provider, url.origin) : redirect(`/login${url.search}`);
  }

  private async login({ method, url, body }: PageRequest): Promise<Page> {
    const asked = readAuthorization(this.parts, url.searchParams);
    const hint = url.searchParams.get('login_hint') ?? '';
    if (method !== 'POST') return this.ask(asked, hint);
    checkLocal(asked);
    const form = new URLSearchParams(body);
    try {
      return await this.show(asked, await this.step(asked, form), form);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const session = form.get('session');
      const challenge = form.get('challenge');
      const isOver = session === null || challenge === null || error.message.startsWith('Invalid session');
      if (!isOver) return this.question(asked, { name: challenge, session }, form, error.message);
      return await this.selfService.insteadOf(error, asked, form) ?? this.ask(asked, form.get('username') ?? hint, error.message);
    }
  }

  private async step(asked: AuthorizationRequest, form: URLSearchParams): Promise<Step> {
    const { pool, client } = asked;
    const username = form.get('username') ?? '';
    const name = form.get('challenge');
    if (name === null) {
      const person = await pool.find(username);
      const attempt = this.attempt(asked, username, person);
      return this.api.factors.second(attempt, await this.api.signIn.byPassword(attempt, form.get('password') ?? ''));
    }
    const session = form.get('session') ?? '';
    const waiting = this.api.challenges.find(session, name, client.id);
    const person = waiting.username === undefined ? undefined : await pool.find(waiting.username);
    if (!person) throw wrongSession();
    const code = form.get('code') ?? '';
    const isSetUp = name === 'MFA_SETUP' && await this.api.call('VerifySoftwareToken', { Session: session, UserCode: code }, false);
    const challenge = isSetUp ? { ...waiting, enrolled: true } : waiting;
    const answers = {
      SOFTWARE_TOKEN_MFA_CODE: code,
      EMAIL_OTP_CODE: code,
      SMS_MFA_CODE: code,
      NEW_PASSWORD: form.get('password')
        ?? '',
      ANSWER: form.get('answer') ?? challenge.choices?.[0],
    };
    return this.api.factors.answer(this.attempt(asked, username, person), person, challenge, answers, session);
  }

  private attempt(asked: AuthorizationRequest, username: string, person?: Person): Attempt {
    const { pool, client } = asked;
    const arrive = async (who: Person) => ({ location: await this.arrivals.locationFor(asked, who), username: who.Username });
    return { pool, client, username, arrive, ...(person ? { person } : {}) };
  }

  /** What comes next for somebody who has shown that they know their password. */
  private async arrive(asked: AuthorizationRequest, person: Person, form: URLSearchParams): Promise<Page> {
    return this.show(asked, await this.api.factors.second(this.attempt(asked, person.Username, person), person), form);
  }

  private async show(asked: AuthorizationRequest, step: Step, form: URLSearchParams): Promise<Page> {
    if (step.location === undefined) {
      const { ChallengeName, Session, ChallengeParameters } = step;
      const parameters = ChallengeParameters ? { parameters: ChallengeParameters } : {};
      return this.question(asked, { name: ChallengeName!, session: Session!, ...parameters }, form);
    }
    return this.enter(asked, step.location, step.username!);
  }

  private enter(asked: AuthorizationRequest, location: string, username: string, provider?: string): Page {
    const cookie = randomBytes(24).toString('base64url');
    this.signedIn.set(cookie, {
      poolId: asked.pool.settings.id,
      username,
      expires: Date.now() + COOKIE_SECONDS * 1000,
      ...(provider === undefined ? {} : { provider }),
    });
    return redirect(location, `${COOKIE}=${cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${COOKIE_SECONDS}`);
  }

  private ask(asked: AuthorizationRequest, username: string, error?: string): Page {
    const { pool, client, search } = asked;
    return formPage({
      title: 'Sign in',
      fields: client.localSignIn ? [usernameField(pool, username), PASSWORD] : [],
      hidden: {},
      button: 'Sign in',
      action: `/login${search}`,
      links: client.localSignIn ? this.selfService.links(asked) : [],
      choices: offeredBy(pool, client).map(({ name }) => ({ label: `Continue with ${name}`, href: at(name, search) })),
      ...(error ? { error } : {}),
      hint: 'A local user pool: nothing leaves this machine.',
    });
  }

  private question(asked: AuthorizationRequest, question: Omit<Question, 'action'>, form: URLSearchParams, error?: string): Promise<Page> {
    return questionPage(this.api, { ...question, action: `/login${asked.search}` }, form.get('username') ?? '', error);
  }

  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html */
  private async logout({ url, headers }: PageRequest): Promise<Page> {
    const { client } = clientOf(this.parts, url.searchParams.get('client_id'));
    const logoutUri = url.searchParams.get('logout_uri');
    const gone = `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
    if (logoutUri !== null) {
      if (!client.logoutUrls.includes(logoutUri)) {
        throw new BadRequest('invalid_request: the logout_uri is not one of the sign-out URLs of the client');
      }
      this.signedIn.delete(cookieIn(headers.cookie, COOKIE));
      return redirect(logoutUri, gone);
    }
    readAuthorization(this.parts, url.searchParams);
    this.signedIn.delete(cookieIn(headers.cookie, COOKIE));
    return redirect(`/login${url.search}`, gone);
  }
}

/** Whoever has signed in elsewhere a moment ago is taken, as far as the client lists that way of signing in, and names no other. */
function isTaken({ client, provider }: AuthorizationRequest, known: SignedIn): boolean {
  if (provider) return known.provider === provider.name;
  return known.provider === undefined ? client.localSignIn : client.providers.includes(known.provider);
}

/** The provider that a client leaves no choice of. */
function onlyProvider({ pool, client }: AuthorizationRequest): ProviderSettings | undefined {
  const offered = offeredBy(pool, client);
  return client.localSignIn || offered.length !== 1 ? undefined : offered[0];
}

/** Where a request goes on that names a provider. */
function at(provider: string, search: string): string {
  const query = new URLSearchParams(search);
  query.set('identity_provider', provider);
  return `/oauth2/authorize?${query}`;
}
