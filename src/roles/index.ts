export * from './apis';
export * from './identity-group';
export * from './identity-role';
export * from './own';
export * from './tagged';
