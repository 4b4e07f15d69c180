import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { BucketDoor } from './bucket-door';
import { freePort } from '../../../scripts/private/loopback';
import { AccessModel } from '../../../src/access-model';
import { frontEndsOf, idsFromLocalRun } from '../../../src/client-config';
import { createDirectory } from '../../../src/local/directory/access-directory';
import { LocalServer } from '../../../src/local/server';
import { startLine } from '../../../src/local/start-line';
import { IdentityStore } from '../../../src/local/store/identity-store';
import { Sessions } from '../../../src/local/tokens/sessions';
import { LocalUserPools } from '../../../src/local/user-pool/local-user-pools';
import { LoadedTemplate } from '../../../src/template/text/load';
import { Deployment } from '../deployment';

const ADMINISTRATOR = { accessKeyId: 'local', secretAccessKey: 'local' };

/** What `serve --user-pool` starts, in this process, and buckets beside it. */
export class LocalDeployment {
  /**
   * @param promised the templates whose promises are held against it
   * @param deployed the templates that it really is of
   */
  public static async start(promised: LoadedTemplate[], deployed = promised): Promise<LocalDeployment> {
    const there = AccessModel._fromTemplates(deployed);
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const userPools = await LocalUserPools.start({ entities: there._entities, templates: deployed, endpoint });
    const { issuers, keys, clientIds } = userPools;
    const directory = createDirectory(there, { issuers, keys, clientIds, asksUserPools: true, log: () => undefined });
    const store = new IdentityStore();
    const server = new LocalServer(directory, store, { port, userPools });
    const door = await BucketDoor.open(new Sessions(store.sessionKey), there._entities.roles, ADMINISTRATOR);
    await server.start();
    const run = { ...startLine(endpoint, directory), ...userPools.startLine };
    const model = AccessModel._fromTemplates(promised);
    const administrator = new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials: ADMINISTRATOR, maxAttempts: 1 });
    return new LocalDeployment({
      model,
      frontEnds: frontEndsOf(promised, model._entities, idsFromLocalRun(model._entities, run), { run }),
      administrator,
      storage: { endpoint: door.endpoint, region: 'us-east-1' },
      endpoint,
      nameOf: label => run.roles[label]?.split('/').pop() ?? label,
      wait: async () => undefined,
    }, async () => {
      administrator.destroy();
      await Promise.all([server.stop(), door.close()]);
      userPools.stop();
    });
  }

  private constructor(public readonly deployment: Deployment, public readonly stop: () => Promise<void>) {}
}
