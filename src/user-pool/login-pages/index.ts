export * from './login-branding';
export * from './login-image';
export * from './login-pages';
export * from './login-pages-options';
export * from './login-pages-props';
export * from './login-terms';
export * from './login-url-options';
export * from './pool-login-pages';
