export * from './identity-pool-grants';
export * from './user-pool-grants';
