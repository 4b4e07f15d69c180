import { appClientRequirements } from './app-client-requirements';
import { boundaryRequirement, identityPoolRequirements, tagRequirements } from './identity-requirements';
import { Requirement } from './requirement';
import { userPoolRequirements } from './user-pool-requirements';
import { required } from '../../private/present';
import { userError } from '../../private/user-error';
import { AuthBlueprintProps, BlueprintException } from '../auth-blueprint-props';

/** A policy file: what it is called, and the line of each of its keys. */
export interface PolicySource {
  readonly name: string;
  readonly lines: ReadonlyMap<string, number>;
}

/** Everything that a blueprint asks, each as one requirement. */
export function requirementsOf(props: AuthBlueprintProps): Requirement[] {
  const requirements = [
    ...userPoolRequirements(props.userPools ?? {}),
    ...appClientRequirements(props.appClients ?? {}),
    ...identityPoolRequirements(props.identityPools ?? {}),
    ...props.permissionsBoundary !== undefined ? [boundaryRequirement(props.permissionsBoundary)] : [],
    ...tagRequirements(props.requiredTags ?? []),
  ];
  props.exceptions?.forEach(exception => checkException(exception, requirements));
  return requirements;
}

/** Has an error about a value of the policy file begin with the place of the key that it names first. */
export function atItsLine<T>(file: string, lines: PolicySource['lines'], read: () => T): T {
  try {
    return read();
  } catch (error) {
    const message = (error as Error).message.replace(/^(AuthBlueprint|CognitoGuardrails): /, '');
    const [, line] = [...lines].find(([path]) => path.split('.').at(-1) === /^\w+/.exec(message)?.[0]) ?? [];
    throw userError([file, line, ` ${message}`].filter(part => part !== undefined).join(':'));
  }
}

function checkException({ construct, requirement, reason }: BlueprintException, requirements: readonly Requirement[]): void {
  required(undefined, 'exceptions', { construct, requirement, reason });
  if (reason.trim() === '') {
    throw userError(`exceptions: '${construct}' has no reason for '${requirement}'; say why`);
  }
  const ids = [...new Set(requirements.map(({ id }) => id))];
  if (!ids.includes(requirement)) {
    throw userError(`exceptions: '${requirement}' is no requirement of this blueprint, which has ${ids.join(', ') || 'none'}`);
  }
}
