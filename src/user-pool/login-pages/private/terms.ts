import { Token } from 'aws-cdk-lib';
import { presentOf, required } from '../../../private/present';
import { userError } from '../../../private/user-error';
import type { LoginDocument, LoginTerms } from '../login-terms';

const LANGUAGES = [
  'english', 'french', 'spanish', 'german', 'bahasa-indonesia', 'italian', 'japanese', 'korean', 'portuguese-brazil', 'chinese-simplified',
  'chinese-traditional',
];
const MAX_URL_LENGTH = 1024;
const SCOPE = 'cognito:';

/** The documents by the names that Cognito has for them. */
export const DOCUMENTS = { termsOfUse: 'terms-of-use', privacyPolicy: 'privacy-policy' } as const;

export function checkTerms(prop: string, terms: LoginTerms): void {
  for (const name of Object.keys(DOCUMENTS) as (keyof LoginTerms)[]) {
    if (!terms[name]) {
      throw userError(`${prop}.${name} is missing; Cognito shows the links only where both documents exist, give both or neither`);
    }
    checkDocument(`${prop}.${name}`, terms[name]);
  }
}

/** As Cognito takes them: languages to links. */
export function linksOf({ url, translations }: LoginDocument): Record<string, string> {
  const others = Object.entries(presentOf(translations ?? {})).map(([language, link]) => [`${SCOPE}${plain(language)}`, link]);
  return { [`${SCOPE}default`]: url, ...Object.fromEntries(others) };
}

function checkDocument(prop: string, { url, translations }: LoginDocument): void {
  required(undefined, prop, { url });
  checkLink(`${prop}.url`, url);
  for (const [language, link] of Object.entries(presentOf(translations ?? {}))) {
    if (!LANGUAGES.includes(plain(language))) {
      throw userError(`${prop}.translations: '${language}' is no language of managed login; use one of: ${LANGUAGES.join(', ')}`);
    }
    checkLink(`${prop}.translations.${language}`, link);
  }
}

function checkLink(prop: string, link: string): void {
  if (Token.isUnresolved(link)) {
    return;
  }
  if (link.length > MAX_URL_LENGTH) {
    throw userError(`${prop} has ${link.length} characters; use at most ${MAX_URL_LENGTH}`);
  }
  if (!/^https?:\/\/[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(link)) {
    throw userError(`${prop}: '${link}' is no absolute URL; start it with 'https://', without white space`);
  }
}

/** People may write the language as Cognito does, too. */
function plain(language: string): string {
  return language.startsWith(SCOPE) ? language.slice(SCOPE.length) : language;
}
