export * from './app-client';
export * from './app-client-props';
export * from './app-client-secret';
export * from './machine-client-props';
export * from './pool-client';
export * from './resource-server';
