import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { Credentials, Storage } from './signed-request';
import { STACKS } from './stacks';
import { AccessModel } from '../../src/access-model';
import { readOutputs } from '../../src/cli/private/deployed-names';
import { readFrontEndsOf } from '../../src/cli/private/front-ends';
import { FrontEnd } from '../../src/client-config';

/** The stacks, wherever they stand, and what their template promises. */
export interface Deployment {
  readonly model: AccessModel;
  readonly frontEnds: readonly FrontEnd[];
  /** Whoever deployed them: makes people, and puts the first objects into buckets. */
  readonly administrator: CognitoIdentityProviderClient;
  readonly storage: Storage;
  /** Absent where the services are found by their region. */
  readonly endpoint?: string;
  /** What a role or a bucket of the template is called there. */
  nameOf(label: string): string;
  /** Waits as long as the place takes: until IAM knows everywhere what was deployed, or an authenticator app shows its next code. */
  wait(milliseconds: number): Promise<void>;
}

export async function administratorOf({ administrator }: Deployment): Promise<Credentials> {
  return administrator.config.credentials();
}

/** The stacks in the account whose credentials are in the environment, by what `cdk deploy --outputs-file` wrote. */
export function deployedStacks(cdkOut: string, outputsFile: string): Deployment {
  const outputs = readOutputs(outputsFile);
  const { frontEnds } = readFrontEndsOf({ positionals: [cdkOut], values: { outputs: outputsFile }, flags: {}, lists: {} });
  const { region } = frontEnds[0].userPool;
  return {
    model: AccessModel.fromFile(cdkOut),
    frontEnds,
    administrator: new CognitoIdentityProviderClient({ region }),
    storage: { endpoint: `https://s3.${region}.amazonaws.com`, region },
    nameOf: label => {
      const name = STACKS.map(stack => outputs[stack]?.[`NameOf${label}`]).find(Boolean);
      if (name === undefined) throw new Error(`no stack has an output NameOf${label}: deploy verify/on-account/app.ts`);
      return name;
    },
    wait: milliseconds => new Promise(done => setTimeout(done, milliseconds)),
  };
}
