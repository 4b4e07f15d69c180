export * from './app-client-baseline';
export * from './app-client-baseline-props';
export * from './auth-blueprint';
export * from './auth-blueprint-props';
export * from './identity-pool-baseline';
export * from './identity-pool-baseline-props';
export * from './user-pool-baseline';
export * from './user-pool-baseline-props';
