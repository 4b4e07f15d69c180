import { millisecondsOf, RequestContextValues } from '../../policy';

const DATE = 'aws:CurrentTime';
const SECONDS = 'aws:EpochTime';

/** The time of a request that is made right now. */
export function timeOfRequest(now: Date = new Date()): RequestContextValues {
  return { [DATE]: dateOf(now.getTime()), [SECONDS]: secondsOf(now.getTime()) };
}

/** The time of a request that is yet to be made: when is not known, but what has passed by now has passed for it. */
export function timeStillToCome(now: Date = new Date()): RequestContextValues {
  const unknown = (key: string) => `every request has ${key}, and this one does not say which`;
  return {
    [DATE]: { unknown: unknown(DATE), atLeast: dateOf(now.getTime()) },
    [SECONDS]: { unknown: unknown(SECONDS), atLeast: secondsOf(now.getTime()) },
  };
}

/** The keys of a request, with its time in both of its forms where one of them is told. */
export function withWholeTime(context: RequestContextValues): RequestContextValues {
  const told = (name: string) => Object.keys(context).find(key => key.toLowerCase() === name.toLowerCase());
  const [date, seconds] = [told(DATE), told(SECONDS)];
  if ((date === undefined) === (seconds === undefined)) return context;
  const value = context[(date ?? seconds)!];
  const time = ['string', 'number'].includes(typeof value) ? millisecondsOf(String(value)) : undefined;
  if (time === undefined || Number.isNaN(new Date(time).getTime())) return context;
  return { ...context, ...date === undefined ? { [DATE]: dateOf(time) } : { [SECONDS]: secondsOf(time) } };
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function secondsOf(milliseconds: number): string {
  return String(Math.floor(milliseconds / 1_000));
}
