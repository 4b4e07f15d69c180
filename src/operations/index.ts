export * from './activity-metrics';
export * from './user-pool-alarms';
export * from './user-pool-metrics';
