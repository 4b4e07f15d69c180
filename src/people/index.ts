export * from './invitation-options';
