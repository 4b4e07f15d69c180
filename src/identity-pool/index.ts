export * from './app-identity-pool';
export * from './app-identity-pool-props';
export * from './claim';
export * from './existing';
export * from './external-login';
export * from './role-rule';
export * from './tags';
