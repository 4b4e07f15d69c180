export * from './identity-group';
export * from './identity-role';
