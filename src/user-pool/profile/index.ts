export * from './custom-attribute';
export * from './profile-attributes';
export * from './profile-options';
