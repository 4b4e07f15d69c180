export * from './email-sender';
export * from './message-options';
export * from './messages';
export * from './sms-settings';
