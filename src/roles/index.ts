export * from './identity-role';
