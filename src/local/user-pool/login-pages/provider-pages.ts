import { randomBytes } from 'crypto';
import { AuthorizationRequest, BadRequest, refusal } from './authorization';
import { cookieIn, redirect } from './html';
import { ServiceError } from '../../requests/service-error';
import { Page, PageRequest } from '../../user-pool-service';
import { Person } from '../emulator/emulator';
import { FederatedPeople } from '../federation/federated-people';
import { ProviderSettings } from '../federation/identity-providers';
import { Asserted } from '../federation/mapped-attributes';
import { OidcSignIn } from '../federation/oidc-sign-in';
import { ProviderSignIn, Sent } from '../federation/provider-sign-in';
import { SamlSignIn } from '../federation/saml-sign-in';
import { Parts } from '../parts';

/** Somebody who is at a provider, to come back from there. */
interface Away {
  readonly asked: AuthorizationRequest;
  readonly provider: ProviderSettings;
  readonly sent: Sent;
  readonly by: ProviderSignIn;
  readonly expires: number;
}

/** Lets somebody in who has come back. */
type Arrive = (asked: AuthorizationRequest, person: Person, provider: ProviderSettings) => Promise<Page>;

const RESPONSE = '/oauth2/idpresponse';
const SAML_RESPONSE = '/saml2/idpresponse';
const AWAY_SECONDS = 300;
/** The browser that comes back has to be the one that was sent away, or somebody could be signed in as somebody else. */
const COOKIE = 'csrf-state';

/** Sends people to the identity providers, and takes them back. */
export class ProviderPages {
  public readonly pages: Record<string, (request: PageRequest) => Promise<Page>> = {
    [RESPONSE]: request => this.takeBack(request),
    [SAML_RESPONSE]: request => this.takePosted(request),
  };

  private readonly away = new Map<string, Away>();
  private readonly oidc = new OidcSignIn();
  private readonly saml = new SamlSignIn();
  private readonly people: FederatedPeople;

  constructor(parts: Parts, private readonly arrive: Arrive) {
    this.people = new FederatedPeople(parts);
  }

  /**
   * Sends somebody to a provider.
   *
   * @param origin where the login pages are for this browser
   * @throws Refused if the provider cannot be asked
   */
  public async sendTo(asked: AuthorizationRequest, provider: ProviderSettings, origin: string): Promise<Page> {
    for (const [state, { expires }] of this.away) if (expires < Date.now()) this.away.delete(state);
    const state = random();
    const isSaml = provider.type === 'SAML';
    const sent = { poolId: asked.pool.settings.id, redirectUri: `${origin}${isSaml ? SAML_RESPONSE : RESPONSE}`, nonce: random() };
    const by: ProviderSignIn = isSaml ? this.saml : this.oidc;
    const address = await told(asked, () => by.address(provider, sent, state));
    this.away.set(state, { asked, provider, sent, by, expires: Date.now() + AWAY_SECONDS * 1000 });
    return redirect(address, `${COOKIE}=${state}; Path=${RESPONSE}; HttpOnly; SameSite=Lax; Max-Age=${AWAY_SECONDS}`);
  }

  private async takeBack({ url: { searchParams: query }, headers }: PageRequest): Promise<Page> {
    const state = query.get('state') ?? '';
    const away = this.known(state, cookieIn(headers.cookie, COOKIE) === state, this.oidc);
    const { asked, provider, sent } = away;
    const error = query.get('error');
    if (error !== null) {
      throw refusal(asked, error, [`${provider.name} Error -`, error, query.get('error_description') ?? ''].join(' ').trim());
    }
    return this.enter(away, () => this.oidc.finish(provider, sent, query.get('code') ?? ''));
  }

  /** A form that another site has the browser post comes without cookies: the response itself has to be for what was asked. */
  private async takePosted({ body }: PageRequest): Promise<Page> {
    const form = new URLSearchParams(body);
    const away = this.known(form.get('RelayState') ?? '', true, this.saml);
    return this.enter(away, () => this.saml.finish(away.provider, away.sent, form.get('SAMLResponse') ?? ''));
  }

  /** @throws BadRequest unless it is somebody who was sent away that way */
  private known(state: string, isSameBrowser: boolean, by: ProviderSignIn): Away {
    const away = this.away.get(state);
    this.away.delete(state);
    if (!away || away.by !== by || away.expires < Date.now() || !isSameBrowser) {
      throw new BadRequest('invalid_request: the state is not of a sign-in that this browser began, or too old');
    }
    return away;
  }

  private async enter({ asked, provider }: Away, ask: () => Promise<Asserted>): Promise<Page> {
    const { pool, client } = asked;
    const person = await told(asked, async () => this.people.signIn({ pool, client, provider }, await ask()));
    return this.arrive(asked, person, provider);
  }
}

const random = () => randomBytes(24).toString('base64url');

/** What goes wrong is for the app to know, at the address it gave. */
async function told<T>(asked: AuthorizationRequest, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof ServiceError) throw refusal(asked, 'invalid_request', error.message);
    throw error;
  }
}
