export * from './pool-issuer';
export * from './pool-replica';
export * from './region-options';
export * from './replica-region';
export * from './replica-region-props';
