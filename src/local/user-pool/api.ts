import { AccountApi } from './account-api';
import { AdminApi } from './admin/admin-api';
import { GroupsApi } from './admin/groups-api';
import { InvitationsApi } from './admin/invitations-api';
import { ListsApi } from './admin/lists-api';
import { SettingsApi } from './admin/settings-api';
import { SentCodes } from './codes';
import { ContactsApi } from './contacts-api';
import { AccountLinks } from './federation/account-links';
import { Input, Operations, Parts } from './parts';
import { checkShape } from './rules/request-shape';
import { Challenges } from './sign-in/challenges';
import { Factors } from './sign-in/factors';
import { SignInApi } from './sign-in/sign-in-api';
import { SignUpApi } from './sign-up-api';
import { MachineTokens } from './tokens/machine-tokens';
import { TokenApi } from './tokens/token-api';
import { ServiceError } from '../requests/service-error';

/** The words of the service for what the emulator refuses in words of its own. */
const WORDS: Record<string, string> = {
  CodeMismatchException: 'Invalid verification code provided, please try again.',
  ExpiredCodeException: 'Invalid code provided, please request a code again.',
};

/** The operations of Cognito's user pools. */
export class UserPoolApi {
  public readonly account: AccountApi;
  public readonly signIn: SignInApi;
  public readonly factors: Factors;
  public readonly tokenApi: TokenApi;
  public readonly machines: MachineTokens;
  public readonly challenges = new Challenges();
  private readonly anybody: Operations;
  private readonly signed: Operations;

  constructor(parts: Parts) {
    const { challenges } = this;
    this.tokenApi = new TokenApi(parts);
    this.machines = new MachineTokens(parts);
    this.factors = new Factors(parts, this.tokenApi, challenges);
    this.signIn = new SignInApi(parts, this.tokenApi, challenges, this.factors);
    this.account = new AccountApi(parts, challenges, this.factors);
    const codes = new SentCodes(parts);
    const contacts = new ContactsApi(this.account, codes);
    const { AdminInitiateAuth, AdminRespondToAuthChallenge, ...signIn } = this.signIn.operations;
    this.anybody = {
      ...new SignUpApi(parts, codes, this.factors).operations,
      ...signIn,
      ...this.tokenApi.operations,
      ...this.account.operations,
      ...contacts.operations,
      ...this.machines.operations,
    };
    this.signed = {
      AdminInitiateAuth,
      AdminRespondToAuthChallenge,
      ...new AdminApi(parts, this.account, codes).operations,
      ...new GroupsApi(parts).operations,
      ...new InvitationsApi(parts).operations,
      ...new ListsApi(parts).operations,
      ...new SettingsApi(parts).operations,
      ...new AccountLinks(parts).operations,
    };
  }

  /**
   * @param isSigned whether the request carries the signature of an AWS account, whatever it is
   * @throws ServiceError in the words of the service
   */
  public async call(name: string, input: Input, isSigned: boolean): Promise<object> {
    const operation = Object.hasOwn(this.anybody, name)
      ? this.anybody[name]
      : Object.hasOwn(this.signed, name) ? this.signed[name] : undefined;
    if (!operation) throw new ServiceError('UnknownOperationException', `${name} is not an operation of the local user pool.`);
    if (Object.hasOwn(this.signed, name) && !isSigned) {
      throw new ServiceError(
        'MissingAuthenticationTokenException', 'Missing Authentication Token',
      );
    }
    try {
      return plain(await operation(checkShape(name, input))) as object;
    } catch (error) {
      throw inWords(error);
    }
  }
}

/** The emulator's errors have a `code` that is the service's, but for what it does not do. */
function inWords(error: unknown): unknown {
  if (error instanceof ServiceError || !(error instanceof Error)) return error;
  const { code, message } = error as Error & { code?: string };
  return typeof code === 'string' && code.endsWith('Exception') ? new ServiceError(code, WORDS[code] ?? message) : error;
}

/** Dates are seconds in this protocol. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
