import { Facts } from './types';

/** What follows from the facts and several rules ask for, worked out once. */
export function once<T>(work: (facts: Facts) => T): (facts: Facts) => T {
  const known = new WeakMap<Facts, { readonly result: T }>();
  return facts => {
    let answer = known.get(facts);
    if (!answer) {
      answer = { result: work(facts) };
      known.set(facts, answer);
    }
    return answer.result;
  };
}
