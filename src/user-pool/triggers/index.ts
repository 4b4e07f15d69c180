export * from './kit';
export * from './trigger';
export * from './triggers-options';
export * from './user-migration';
