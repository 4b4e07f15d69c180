export * from './feature-plan';
export * from './plan-options';
