export * from './existing-identity-pool';
export * from './existing-identity-pool-options';
