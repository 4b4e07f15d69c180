export * from './decide';
export { type Truth, Unknown } from './private/truth';
export * from './trust';
export * from './types';
