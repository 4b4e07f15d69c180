export * from './cognito-guardrails';
export * from './guardrail-acknowledgement';
