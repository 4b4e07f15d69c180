import { Trigger } from './trigger';
import { UserMigration } from './user-migration';

/**
 * Which Lambda functions the pool calls.
 */
export interface TriggersOptions {
  /**
   * The Lambda functions that the pool calls; `addTrigger` adds more.
   * @default - none
   */
  readonly triggers?: Trigger[];
}

/**
 * Where people come from.
 */
export interface MigrationOptions {
  /**
   * The function that brings people over from another directory, and when it runs. Replaces `Trigger.userMigration` and `userPasswordAuth`.
   * @default - people sign up, are invited or imported
   */
  readonly migration?: UserMigration;
}
