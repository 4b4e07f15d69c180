export * from './existing-user-pool';
export * from './existing-user-pool-options';
