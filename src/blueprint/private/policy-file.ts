import { readFileSync } from 'node:fs';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { LineCounter, parseDocument } from 'yaml';
import { duration, keysOf, keysWith, listOf, Place, Reader, text, wholeNumber, word, yesOrNo } from './policy-reader';
import { CognitoGuardrailsProps, GuardrailAcknowledgement, GuardrailSeverity } from '../../guardrails';
import { userError } from '../../private/user-error';
import { AppClientBaselineProps } from '../app-client-baseline-props';
import { AuthBlueprintProps, BlueprintException } from '../auth-blueprint-props';
import { IdentityPoolBaselineProps } from '../identity-pool-baseline-props';
import { UserPoolBaselineProps } from '../user-pool-baseline-props';

const POLICY: Reader<AuthBlueprintProps> = keysOf<AuthBlueprintProps>({
  userPools: keysOf<UserPoolBaselineProps>({
    mfa: word({ off: cognito.Mfa.OFF, optional: cognito.Mfa.OPTIONAL, required: cognito.Mfa.REQUIRED }),
    smsMfa: yesOrNo,
    minPasswordLength: wholeNumber,
    passwordClasses: yesOrNo,
    minPasswordHistory: wholeNumber,
    maxTemporaryPasswordValidity: duration,
    selfSignUp: yesOrNo,
    keepOriginalUntilVerified: yesOrNo,
    deletionProtection: yesOrNo,
    threatProtection: word({
      off: cognito.StandardThreatProtectionMode.NO_ENFORCEMENT,
      audit: cognito.StandardThreatProtectionMode.AUDIT_ONLY,
      enforced: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
    }),
  }),
  appClients: keysOf<AppClientBaselineProps>({
    maxAccessTokenValidity: duration,
    maxIdTokenValidity: duration,
    maxRefreshTokenValidity: duration,
    implicitGrant: yesOrNo,
    passwordFlows: yesOrNo,
    tokenRevocation: yesOrNo,
    hideUserExistence: yesOrNo,
  }),
  identityPools: keysOf<IdentityPoolBaselineProps>({ guestAccess: yesOrNo, classicFlow: yesOrNo }),
  permissionsBoundary: text,
  requiredTags: listOf(text),
  tags: keysWith(text),
  guardrails: keysOf<CognitoGuardrailsProps>({
    threshold: word(Object.fromEntries(Object.values(GuardrailSeverity).map(severity => [severity, severity]))),
    hygiene: yesOrNo,
    acknowledge: listOf(keysOf<GuardrailAcknowledgement>({ id: text, reason: text, resource: text }, ['id', 'reason'])),
  }),
  exceptions: listOf(keysOf<BlueprintException>(
    { construct: text, requirement: text, reason: text }, ['construct', 'requirement', 'reason'],
  )),
});

/** What a policy file asks, and the line of each of its keys. */
export function readPolicyFile(file: string): { readonly props: AuthBlueprintProps; readonly lines: ReadonlyMap<string, number> } {
  const lineCounter = new LineCounter();
  const document = parseDocument(written(file), { lineCounter, logLevel: 'error', prettyErrors: false });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const { line, col } = lineCounter.linePos(problem.pos[0]);
    const why = problem.code === 'MULTIPLE_DOCS'
      ? 'a second document begins, which would not be read; a policy file has one'
      : `no YAML: ${problem.message.split('\n')[0]}`;
    throw userError(`${file}:${line}:${col}: ${why}`);
  }
  const lines = new Map<string, number>();
  return { props: POLICY(document.contents, new Place(file, document, lineCounter, lines)), lines };
}

function written(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw userError(`AuthBlueprint.fromFile: ${(error as Error).message}; give the path from the working directory, `
      + 'or from __dirname in a package');
  }
}
