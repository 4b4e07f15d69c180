export * from './access-model';
export * from './cognito-auth';
export * from './grants';
export * from './guardrails';
export * from './identity-pool';
export * from './removal-options';
export * from './roles';
export * from './user-pool';
