export * from './app-identity-provider';
export * from './attribute-mapping';
export * from './federation-options';
export * from './identity-provider';
export * from './identity-provider-props';
export * from './preset-props';
export * from './sign-in-provider';
