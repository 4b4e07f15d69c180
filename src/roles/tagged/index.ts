export * from './tagged-options';
export * from './tagged-resource';
