export * from './client-registration';
export * from './machine-options';
export * from './token-exchange';
