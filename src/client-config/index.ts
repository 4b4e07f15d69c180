export * from './deployed-ids';
export * from './formats';
export * from './front-end';
export * from './front-ends-of';
export * from './local-run';
export * from './read-front-ends';
export * from './remarks';
export * from './settings';
