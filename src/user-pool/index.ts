export * from './app-user-pool';
export * from './app-user-pool-props';
export * from './clients';
export * from './messages';
export * from './plan';
export * from './profile';
export * from './sign-in';
export * from './triggers';
