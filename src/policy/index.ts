export * from './decide';
export * from './decision';
export * from './meant';
export { isConditionOperator } from './private/condition';
export { millisecondsOf } from './private/matching/date';
export { type Truth, Unknown } from './private/truth';
export * from './trust';
export * from './types';
