export * from './identity-role';
export * from './user-admin';
