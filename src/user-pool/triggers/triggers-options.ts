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
   * The function that brings people over from another directory, and when. Instead of `Trigger.userMigration` and `userPasswordAuth`.
   * @default - everyone makes an account, is invited or imported
   */
  readonly migration?: UserMigration;
}
