import { ClientRegistration } from './client-registration';

/**
 * Which apps and agents can register without being in the template.
 */
export interface MachineOptions {
  /**
   * Whether apps and agents may register app clients of their own (dynamic client registration). Needs the Essentials plan and login pages.
   *
   * If the agents that you know can identify themselves by a client metadata document, prefer `AppClient.external`, which lets nobody
   * create clients.
   * @default - only the app clients of the template
   */
  readonly clientRegistration?: ClientRegistration;
}
