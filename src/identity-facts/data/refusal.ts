import type { FoundPolicy } from './resource-policy';

/** That the deployment refuses a policy, and why. */
export function refusal(doubt: string): Pick<FoundPolicy, 'doubt' | 'refused'> {
  return { doubt, refused: true };
}
