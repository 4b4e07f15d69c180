import type { Me } from './account';

/** What the access model says that a role may do. */
export interface Deed {
  readonly heading: string;
  readonly decision: 'allowed' | 'denied' | 'unknown';
}

export interface Mail {
  readonly to: string;
  readonly code: string;
}

/** What `npm run demo -- --web` adds to the page. An app of your own has none of this. */
export const localHelp = {
  config: async (): Promise<any> => (await fetch('config.json')).json(),

  deeds: async (role: string, me: Me): Promise<Deed[]> =>
    (await fetch(`deeds?${new URLSearchParams({ role, identity: me.identityId })}`)).json() as Promise<Deed[]>,

  mail: async (): Promise<Mail[]> => (await fetch('mail')).json() as Promise<Mail[]>,

  /** Asks the administrator of the demo to change somebody. */
  administrator: async (deed: string, email: string): Promise<void> => {
    const answer = await fetch('administrator', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ deed, email }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  },
};
