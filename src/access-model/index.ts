export * from './access-model';
export * from './answers';
export * from './requests';
export * from './sample-identity';
export { Decision } from '../policy/decision';
