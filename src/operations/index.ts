export * from './activity-metrics';
export * from './log-query';
export * from './user-pool-alarms';
export * from './user-pool-dashboard';
export * from './user-pool-metrics';
