export * from './app-identity-pool';
export * from './app-identity-pool-props';
export * from './claim';
export * from './identity-provider';
export * from './role-rule';
