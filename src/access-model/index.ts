export * from './access-model';
export * from './requests';
