export * from './app-sync-authorizer';
export * from './http-api-authorizer';
export * from './load-balancer-sign-in';
export * from './policy-store-identities';
export * from './rest-api-authorizer';
