import { Outcome, RoleOutcome } from '../../answers';

/** A role that the settings give, before its trust policy is asked. */
export type Chosen = RoleOutcome & { readonly role: string };

export function isChosen(outcome: RoleOutcome): outcome is Chosen {
  return outcome.outcome === Outcome.ROLE;
}

export function denied(reason: string): RoleOutcome {
  return { outcome: Outcome.DENIED, reason };
}

export function unknown(reason: string): RoleOutcome {
  return { outcome: Outcome.UNKNOWN, reason };
}

export function failed(reason: string): RoleOutcome {
  return { outcome: Outcome.ERROR, reason };
}

/** The outcome, if it is always the same; otherwise that it is not, and what it may be. */
export function agreed(outcomes: RoleOutcome[], why: string): RoleOutcome {
  const [first, ...others] = outcomes;
  const other = others.find(outcome => keyOf(outcome) !== keyOf(first));
  return other
    ? unknown(`${why}: either ${first.role ?? first.outcome} (${first.reason}) or ${other.role ?? other.outcome} (${other.reason})`)
    : first;
}

function keyOf({ outcome, role, principalTags }: RoleOutcome): string {
  return JSON.stringify([outcome, role, Object.entries(principalTags ?? {}).sort()]);
}
