export * from './hand-over';
