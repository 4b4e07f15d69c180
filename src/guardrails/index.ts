export * from './cognito-guardrails';
