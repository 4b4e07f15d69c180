export * from './principal-tag-options';
