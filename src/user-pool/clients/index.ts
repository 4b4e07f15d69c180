export * from './app-client';
export * from './app-client-props';
export * from './app-client-secret';
export * from './pool-client';
export * from './resource-server';
