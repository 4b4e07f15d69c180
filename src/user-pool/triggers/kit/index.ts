export * from './trigger-kit';
export * from './trigger-kit-options';
