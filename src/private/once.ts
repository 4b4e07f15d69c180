/** What follows from something and several rules ask for, worked out once. */
export function once<K extends object, T>(work: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly result: T }>();
  return of => {
    let answer = known.get(of);
    if (!answer) {
      answer = { result: work(of) };
      known.set(of, answer);
    }
    return answer.result;
  };
}
