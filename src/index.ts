export * from './grants';
export * from './user-pool';
