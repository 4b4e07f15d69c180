import { DeployedIds } from './deployed-ids';
import { LocalPlaces } from './read-front-ends';
import { ModelEntities } from '../identity-facts/entities/entities';

/** What the first line of `serve` says, as far as a front end needs it; all names are those of the template. */
export interface LocalRun {
  /** Of the identity pools. */
  readonly endpoint: string;
  readonly identityPools: Readonly<Record<string, string>>;
  readonly userPools: Readonly<Record<string, { readonly id: string; readonly issuer: string; readonly endpoint?: string }>>;
  readonly clients: Readonly<Record<string, string>>;
  readonly clientSecrets?: Readonly<Record<string, string>>;
  /** The hosts of the login pages that it serves. */
  readonly loginDomains?: Readonly<Record<string, string>>;
  /** Where it speaks TLS, if it does: the login pages are there then. */
  readonly tlsEndpoint?: string;
}

/** The ids that the resources of a template have in a local run. */
export function idsFromLocalRun({ userPools, clients, identityPools }: ModelEntities, run: LocalRun): DeployedIds {
  return new Map([
    ...userPools.map(({ label, ref }) => [ref, run.userPools[label]?.id] as const),
    ...clients.map(({ label, ref }) => [ref, run.clients[label]] as const),
    ...identityPools.map(({ label, ref }) => [ref, run.identityPools[label]] as const),
  ].filter((entry): entry is [unknown, string] => entry[1] !== undefined));
}

/** Where a local run is. */
export function placesOfLocalRun(run: LocalRun): LocalPlaces {
  return {
    issuer: userPool => run.userPools[userPool]?.issuer,
    loginPages: userPool => {
      const domain = run.loginDomains?.[userPool];
      if (domain === undefined) return undefined;
      return run.tlsEndpoint === undefined ? {} : { domain };
    },
    endpoints: userPool => {
      const place = run.userPools[userPool]?.endpoint;
      return { ...(place ? { userPool: place } : {}), identityPool: run.endpoint };
    },
  };
}
