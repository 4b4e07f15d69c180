export * from './client-config';
export * from './client-config-format';
