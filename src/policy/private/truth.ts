/** Neither true nor false, and why: something that the template does not say, or that IAM does not define. */
export class Unknown {
  constructor(readonly why: string) {}
}

export type Truth = boolean | Unknown;

export function not(value: Truth): Truth {
  return value instanceof Unknown ? value : !value;
}

/** False if one is false, whatever is unknown of the others; `given` is handed to the test, which then need not be made anew each time. */
export function every<T>(items: readonly T[], test: (item: T) => Truth): Truth;
export function every<T, G>(items: readonly T[], test: (item: T, given: G) => Truth, given: G): Truth;
export function every<T, G>(items: readonly T[], test: (item: T, given: G) => Truth, given?: G): Truth {
  let result: Truth = true;
  for (const item of items) {
    const truth = test(item, given as G);
    if (truth === false) {
      return false;
    }
    if (truth !== true && result === true) {
      result = truth;
    }
  }
  return result;
}

/** True if one is true, whatever is unknown of the others; `given` as above. */
export function some<T>(items: readonly T[], test: (item: T) => Truth): Truth;
export function some<T, G>(items: readonly T[], test: (item: T, given: G) => Truth, given: G): Truth;
export function some<T, G>(items: readonly T[], test: (item: T, given: G) => Truth, given?: G): Truth {
  let result: Truth = false;
  for (const item of items) {
    const truth = test(item, given as G);
    if (truth === true) {
      return true;
    }
    if (truth !== false && result === false) {
      result = truth;
    }
  }
  return result;
}
