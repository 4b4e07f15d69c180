export * from './trigger';
export * from './triggers-options';
