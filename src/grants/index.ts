export * from './user-pool-grants';
