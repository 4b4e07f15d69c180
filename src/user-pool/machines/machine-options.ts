import { ClientRegistration } from './client-registration';

/**
 * Which apps and agents come without being in the template.
 */
export interface MachineOptions {
  /**
   * Whether apps and agents may register app clients of their own (dynamic client registration). Needs the Essentials plan and login pages.
   *
   * Prefer `AppClient.external`, where the agents that you know can name themselves by a client metadata document: it makes no clients.
   * @default - no app client but those of the template
   */
  readonly clientRegistration?: ClientRegistration;
}
