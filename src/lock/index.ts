export * from './lock-file';
export * from './locked';
