export * from './pool-log';
export * from './protection-options';
export * from './risk-response';
export * from './security-profile';
export * from './threat-protection';
export * from './web-acl';
