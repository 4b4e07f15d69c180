import { NamedPolicy, PolicyDocument } from '../types';
import { compileStatement, PolicyKind, Statement } from './statement';
import { isRecord, list, whyUnresolved } from './values';

/** A policy with its statements parsed. */
export interface CompiledPolicy {
  readonly name: string;
  readonly statements: readonly Statement[];
  /** Why nothing is known of its content. */
  readonly opaque?: string;
  /** Why it may allow more than is known. */
  readonly open?: string;
}

/** Only this version substitutes variables; a policy without a version counts as older. */
const WITH_VARIABLES = '2012-10-17';

export function compilePolicy(policy: NamedPolicy, kind: PolicyKind): CompiledPolicy {
  const opaque = whyOpaque(policy.document);
  if (opaque !== undefined) {
    return { name: policy.name, statements: [], opaque };
  }
  const document = policy.document!;
  const statements = list(document.Statement ?? [])
    .map((statement, index) => compileStatement(statement, { policy, index, kind, variables: document.Version === WITH_VARIABLES }));
  return { name: policy.name, statements, ...policy.partial ? { open: 'of whose content only a part is known' } : {} };
}

function whyOpaque(document: PolicyDocument | undefined): string | undefined {
  if (document === undefined) {
    return 'whose content is not in the template';
  }
  if (!isRecord(document)) {
    return 'which is no JSON object';
  }
  return whyUnresolved(document) ?? whyUnresolved(document.Version) ?? whyUnresolved(document.Statement);
}
