export * from './session-options';
