export * from './account-recovery';
export * from './first-factors';
export * from './mfa';
export * from './password-policy';
export * from './sign-in';
export * from './sign-in-options';
