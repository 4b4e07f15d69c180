import { PasswordRules } from '../front-end';

/** How Amplify's older files name what a password must have. */
export function passwordSettings({ minLength, ...rules }: PasswordRules): object {
  const required = Object.entries(rules).filter(([, needed]) => needed).map(([name]) => `REQUIRES_${name.toUpperCase()}`);
  return { passwordPolicyMinLength: minLength, passwordPolicyCharacters: required };
}

/** What people sign in with: a name of their own is said by nothing. */
export function usernameAttributes(loginWith: readonly string[]): string[] {
  return upper(loginWith.filter(name => name !== 'username'));
}

export function upper(names: readonly string[]): string[] {
  return names.map(name => name.toUpperCase());
}

/** The older files know no codes by e-mail. */
export function knownMfa(methods: readonly string[]): string[] {
  return methods.filter(method => method !== 'EMAIL');
}

const SOCIAL: Record<string, string> = { Google: 'GOOGLE', Facebook: 'FACEBOOK', LoginWithAmazon: 'AMAZON', SignInWithApple: 'APPLE' };

export function socialProviders(names: readonly string[] = []): string[] {
  return names.flatMap(name => SOCIAL[name] ?? []);
}
