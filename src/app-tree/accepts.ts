import { CfnResource, Lazy, Validations } from 'aws-cdk-lib';
import { Acceptance, ACCEPTANCE_METADATA } from '../template/acceptances';
import { ACKNOWLEDGED_PREFIX } from '../template/text/acknowledged';

/** Writes into the template what is accepted of a resource: by props, and by the CDK's own `acknowledge` on it or around it. */
export function accepts(resource: CfnResource, acceptances: () => Acceptance[] = () => []): void {
  resource.addMetadata(ACCEPTANCE_METADATA, Lazy.uncachedAny({
    produce: ({ preparing }) => {
      // while references are looked for, there is none here to be found
      if (preparing) return undefined;
      const all = [...acceptances(), ...acknowledgedAround(resource)];
      return all.length > 0 ? { accepts: all } : undefined;
    },
  }));
}

/** That a prop says it in so many words. */
export function acceptedByProp(rule: string, reason: string, said: boolean | undefined): Acceptance[] {
  return said ? [{ rule, reason }] : [];
}

function acknowledgedAround(resource: CfnResource): Acceptance[] {
  const reasons: Record<string, string> = {};
  for (const { node } of resource.node.scopes) {
    for (const { type, data } of node.metadata) {
      if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY) Object.assign(reasons, data);
    }
  }
  return Object.entries(reasons).filter(([id]) => id.startsWith(ACKNOWLEDGED_PREFIX))
    .map(([id, reason]) => ({ rule: id.slice(ACKNOWLEDGED_PREFIX.length), reason }));
}
