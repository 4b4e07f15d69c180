import { CODE, NEW_PASSWORD } from './fields';
import { errorPage, Field, formPage } from './html';
import { Page } from '../../user-pool-service';
import { UserPoolApi } from '../api';

/** What is asked after the password. */
export interface Question {
  readonly name: string;
  readonly session: string;
  readonly parameters?: Record<string, string>;
  /** Where the answer goes. */
  readonly action: string;
}

const TOTP = 'SOFTWARE_TOKEN_MFA';
const FACTORS: Record<string, string> = { [TOTP]: 'Authenticator app', SMS_MFA: 'Text message', EMAIL_OTP: 'Email' };

/** The page that asks it. */
export async function questionPage(
  api: UserPoolApi, { name, session, parameters, action }: Question, username: string, error?: string,
): Promise<Page> {
  const rest = { hidden: { challenge: name, session, username }, button: 'Continue', action, ...(error ? { error } : {}) };
  if (name === 'NEW_PASSWORD_REQUIRED') return formPage({ title: 'Choose a new password', fields: [NEW_PASSWORD], ...rest });
  if (name === 'SELECT_MFA_TYPE') return formPage({ title: 'Second factor', fields: [choice(parameters)], ...rest });
  if (name !== 'MFA_SETUP') return formPage({ title: 'Second factor', fields: [CODE], ...rest });
  // an address is set up in the app, which knows whoever signs in
  if (parameters && !parameters.MFAS_CAN_SETUP.includes(TOTP)) {
    return errorPage('Everybody needs a second factor here, and these local pages set up none but authenticator apps: '
      + 'do it in your app, once.');
  }
  const { SecretCode } = await api.call('AssociateSoftwareToken', { Session: session }, false) as { SecretCode: string };
  return formPage({
    title: 'Set up an authenticator app', fields: [CODE], ...rest, hint: `Its key is ${SecretCode}, and then it shows a code.`,
  });
}

function choice(parameters?: Record<string, string>): Field {
  const choices = JSON.parse(parameters?.MFAS_CAN_CHOOSE ?? '[]') as string[];
  return {
    name: 'answer',
    label: 'By',
    type: 'text',
    autocomplete: 'off',
    options: Object.fromEntries(choices.map(factor => [factor, FACTORS[factor] ?? factor])),
  };
}
