import { amplifyOutputs } from './formats/amplify-outputs';
import { awsExports } from './formats/aws-exports';
import { mobileConfiguration } from './formats/mobile';
import { awsSdk, dotEnv, oidc, plain } from './formats/plain';
import { resourcesConfig } from './formats/resources-config';
import { FrontEnd } from './front-end';

/** What a format can hold, and what is known of those who read it. */
export interface Format {
  /** What it says of one client. */
  readonly document: (frontEnd: FrontEnd) => object;
  /** The file, where it is not the document as JSON. */
  readonly text?: (document: object) => string;
  /** Whether its readers are Amplify's libraries: they sign people in themselves, and have no place for a secret. */
  readonly amplify?: boolean;
  /** Whether it has names for OIDC and SAML providers; undefined if it names no providers at all. */
  readonly namesAnyProvider?: boolean;
  /** Whether some of its readers know no other renewal than REFRESH_TOKEN_AUTH. */
  readonly olderReaders?: string;
}

const json = (document: object) => JSON.stringify(document, undefined, 2);

/** A string that may hold anything but the end of a raw string. */
const dart = (name: string) => (document: object) => `const ${name} = r'''${json(document).replaceAll("'''", "\\u0027''")}''';\n`;

const OUTPUTS = { document: amplifyOutputs, amplify: true, namesAnyProvider: false } as const;
const MOBILE = {
  document: mobileConfiguration, amplify: true, namesAnyProvider: false, olderReaders: "Amplify's older mobile libraries",
} as const;

/** Every format by the name that the command line has for it. */
export const FORMATS = {
  'amplify-outputs': OUTPUTS,
  'amplify-outputs-dart': { ...OUTPUTS, text: dart('amplifyConfig') },
  'amplify': { document: resourcesConfig, amplify: true, namesAnyProvider: true },
  'aws-exports': {
    document: awsExports,
    text: document => `const awsmobile = ${json(document)};\n\nexport default awsmobile;\n`,
    amplify: true,
    namesAnyProvider: false,
    olderReaders: 'aws-amplify before 6.15',
  },
  'mobile': MOBILE,
  'mobile-dart': { ...MOBILE, text: dart('amplifyconfig') },
  'oidc': { document: oidc },
  'sdk': { document: awsSdk },
  'json': { document: plain, olderReaders: 'amazon-cognito-identity-js' },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS | 'env';

export const FORMAT_NAMES = [...Object.keys(FORMATS), 'env'] as FormatName[];

export function formatOf(name: FormatName): Format {
  return name === 'env' ? { ...FORMATS.json, text: undefined } : FORMATS[name];
}

/** The text of the file. */
export function render(frontEnd: FrontEnd, name: FormatName, prefix = ''): string {
  if (name === 'env') return dotEnv(frontEnd, prefix);
  const format = formatOf(name);
  const document = format.document(frontEnd);
  return format.text ? format.text(document) : `${json(document)}\n`;
}
