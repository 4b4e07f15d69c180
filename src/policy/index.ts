export * from './decide';
export * from './trust';
export * from './types';
