import { AuthorizationRequest, BadRequest, checkLocal, readAuthorization } from './authorization';
import { attributeFields, attributesIn, CODE, NEW_PASSWORD, PASSWORD, usernameField } from './fields';
import { formPage, Link, redirect } from './html';
import { secretHash } from '../../../private/sign-in/secret-hash';
import { asBoolean } from '../../../template/values';
import { ServiceError } from '../../requests/service-error';
import { Page, PageRequest } from '../../user-pool-service';
import { UserPoolApi } from '../api';
import { Person } from '../emulator/emulator';
import { Input, Parts } from '../parts';

/** A request for one of these pages, and what it is for. */
interface Visit {
  readonly asked: AuthorizationRequest;
  readonly form: URLSearchParams;
}

/** Lets somebody in of whom it is known that they know their password. */
type Arrive = (asked: AuthorizationRequest, person: Person, form: URLSearchParams) => Promise<Page>;

/** Of somebody who signed up a moment ago, or knows the password of an account that is not confirmed. */
const CONFIRMING = 'CONFIRM_SIGN_UP';

/** The login pages on which people sign up, and get a lost password back. */
export class SelfServicePages {
  public readonly pages: Record<string, (request: PageRequest) => Promise<Page>> = {
    '/signup': request => this.visit(request, visit => this.askAccount(visit), visit => this.signUp(visit)),
    '/confirm': request => this.visit(request, visit => this.askCode(visit), visit => this.confirm(visit)),
    '/resendcode': request => this.visit(request, visit => this.askCode(visit), visit => this.resend(visit)),
    '/forgotPassword': request => this.visit(request, visit => this.askName(visit), visit => this.forgot(visit)),
    '/confirmForgotPassword': request => this.visit(request, visit => this.askPassword(visit), visit => this.reset(visit)),
  };

  constructor(private readonly parts: Parts, private readonly api: UserPoolApi, private readonly arrive: Arrive) {}

  /** Where the page leads on which people sign in. */
  public links(asked: AuthorizationRequest): Link[] {
    const { search } = asked;
    return [
      { label: 'Forgot your password?', href: `/forgotPassword${search}` },
      ...(isOpen(asked) ? [{ label: 'Create an account', href: `/signup${search}` }] : []),
    ];
  }

  /** What comes of a right password with which somebody may not sign in yet; nothing, if these pages do not help. */
  public async insteadOf(error: ServiceError, asked: AuthorizationRequest, form: URLSearchParams): Promise<Page | undefined> {
    const visit = { asked, form };
    if (error.type === 'PasswordResetRequiredException') return this.askPassword(visit);
    const person = error.type === 'UserNotConfirmedException' ? await asked.pool.find(form.get('username') ?? '') : undefined;
    if (!person) return undefined;
    try {
      await this.call(visit, 'ResendConfirmationCode');
    } catch (refused) {
      return void told(refused);
    }
    return this.askCode(visit, undefined, this.remember(visit, person));
  }

  private async visit(
    { method, url, body }: PageRequest, ask: (visit: Visit) => Page, take: (visit: Visit) => Promise<Page>,
  ): Promise<Page> {
    const asked = readAuthorization(this.parts, url.searchParams);
    checkLocal(asked);
    const isSignUp = ['/signup', '/confirm', '/resendcode'].includes(url.pathname);
    if (isSignUp && !isOpen(asked)) {
      throw new BadRequest('invalid_request: only administrators make accounts in this user pool');
    }
    const given = method === 'POST' ? body : '';
    const visit = { asked, form: new URLSearchParams(given) };
    return method === 'POST' ? take(visit) : ask(visit);
  }

  private askAccount(visit: Visit, error?: string): Page {
    const { asked: { pool, client, search }, form } = visit;
    return formPage({
      title: 'Create an account',
      fields: [usernameField(pool, name(visit)), ...attributeFields(pool, client, form), { ...PASSWORD, autocomplete: 'new-password' }],
      hidden: {},
      button: 'Sign up',
      action: `/signup${search}`,
      links: [{ label: 'I have an account', href: `/login${search}` }],
      ...(error ? { error } : {}),
    });
  }

  private async signUp(visit: Visit): Promise<Page> {
    const { asked, form } = visit;
    try {
      const { UserConfirmed } = await this.call(visit, 'SignUp', {
        Password: form.get('password') ?? '', UserAttributes: attributesIn(form),
      }) as Input;
      const person = (await asked.pool.find(name(visit)))!;
      return UserConfirmed ? await this.arrive(asked, person, form) : this.askCode(visit, undefined, this.remember(visit, person));
    } catch (error) {
      return this.askAccount(visit, told(error));
    }
  }

  private askCode(visit: Visit, error?: string, session = visit.form.get('session') ?? ''): Page {
    const { asked: { pool, search } } = visit;
    const known = name(visit);
    return formPage({
      title: 'Confirm your account',
      fields: known === '' ? [usernameField(pool), CODE] : [CODE],
      hidden: { session, ...(known === '' ? {} : { username: known }) },
      button: 'Confirm',
      action: `/confirm${search}`,
      links: [{ label: 'Sign in', href: `/login${search}` }],
      hint: 'The code is where the messages of this local user pool are: nothing is sent.',
      ...(error ? { error } : {}),
    });
  }

  private async confirm(visit: Visit): Promise<Page> {
    const { asked, form } = visit;
    try {
      await this.call(visit, 'ConfirmSignUp', { ConfirmationCode: form.get('code') ?? '' });
    } catch (error) {
      return this.askCode(visit, told(error));
    }
    const person = await asked.pool.find(name(visit));
    return person && this.isRemembered(visit, person) ? this.arrive(asked, person, form) : toLogin(visit);
  }

  private async resend(visit: Visit): Promise<Page> {
    try {
      await this.call(visit, 'ResendConfirmationCode');
      return this.askCode(visit);
    } catch (error) {
      return this.askCode(visit, told(error));
    }
  }

  private askName(visit: Visit, error?: string): Page {
    return formPage({
      title: 'Forgot your password?',
      fields: [usernameField(visit.asked.pool, name(visit))],
      hidden: {},
      button: 'Send a code',
      action: `/forgotPassword${visit.asked.search}`,
      links: [{ label: 'Sign in', href: `/login${visit.asked.search}` }],
      ...(error ? { error } : {}),
    });
  }

  private async forgot(visit: Visit): Promise<Page> {
    try {
      await this.call(visit, 'ForgotPassword');
      return this.askPassword(visit);
    } catch (error) {
      return this.askName(visit, told(error));
    }
  }

  private askPassword(visit: Visit, error?: string): Page {
    const { asked: { pool, search } } = visit;
    const known = name(visit);
    return formPage({
      title: 'Choose a new password',
      fields: [...(known === '' ? [usernameField(pool)] : []), CODE, NEW_PASSWORD],
      hidden: known === '' ? {} : { username: known },
      button: 'Change password',
      action: `/confirmForgotPassword${search}`,
      links: [{ label: 'Send another code', href: `/forgotPassword${search}` }],
      ...(error ? { error } : {}),
    });
  }

  private async reset(visit: Visit): Promise<Page> {
    const { form } = visit;
    try {
      await this.call(visit, 'ConfirmForgotPassword', { ConfirmationCode: form.get('code') ?? '', Password: form.get('password') ?? '' });
      return toLogin(visit);
    } catch (error) {
      return this.askPassword(visit, told(error));
    }
  }

  /** An operation, as an app of the client would call it. */
  private call(visit: Visit, operation: string, input: Input = {}): Promise<object> {
    const { id, secretValue } = visit.asked.client;
    const Username = name(visit);
    const hash = secretValue === undefined ? {} : { SecretHash: secretHash(id, secretValue, Username) };
    return this.api.call(operation, { ClientId: id, Username, ...hash, ...input }, false);
  }

  private remember({ asked: { pool, client } }: Visit, person: Person): string {
    const { id: clientId, sessionSeconds: seconds } = client;
    return this.api.challenges.add({ name: CONFIRMING, poolId: pool.settings.id, clientId, seconds, username: person.Username });
  }

  private isRemembered({ asked, form }: Visit, person: Person): boolean {
    const session = form.get('session');
    try {
      const { poolId, username } = this.api.challenges.find(session, CONFIRMING, asked.client.id);
      return poolId === asked.pool.settings.id && username === person.Username;
    } catch {
      return false;
    } finally {
      this.api.challenges.close(session);
    }
  }
}

const isOpen = ({ pool: { settings: { props } } }: AuthorizationRequest) =>
  asBoolean(props.AdminCreateUserConfig?.AllowAdminCreateUserOnly) !== true;

const name = ({ form }: Visit) => form.get('username') ?? '';

function toLogin(visit: Visit): Page {
  const query = new URLSearchParams(visit.asked.search);
  query.set('login_hint', name(visit));
  return redirect(`/login?${query}`);
}

/** What the page says of a refusal; whatever else went wrong is not for the page. */
function told(error: unknown): string {
  if (!(error instanceof ServiceError)) throw error;
  return error.message;
}
