const W3C_DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;
const EPOCH_SECONDS = /^-?\d{5,}(\.\d+)?$/;

/** Milliseconds since 1970 of an ISO 8601 date in the profile of the W3C, or of a number of seconds. Undefined if it is neither. */
export function millisecondsOf(text: string): number | undefined {
  if (EPOCH_SECONDS.test(text)) {
    return Number(text) * 1000;
  }
  const milliseconds = W3C_DATE.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
