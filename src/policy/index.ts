export * from './decide';
export { Truth, Unknown } from './private/truth';
export * from './trust';
export * from './types';
