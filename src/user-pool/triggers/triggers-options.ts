import { Trigger } from './trigger';

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
