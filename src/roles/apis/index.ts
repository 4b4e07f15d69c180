export * from './http-calls-options';
export * from './invokable-api';
