export * from './own-data-options';
