import { AwsCalls, Target } from '../aws-calls';
import { Source } from '../sources';
import { deploy, Deployed } from '../stacks/deploy';
import { reset } from '../stacks/run';
import { Tally } from '../tally';
import { actWithin } from './acting';
import { becomeRoles } from './becoming';
import { startIdentityServer } from './identity-server';
import { People } from './people';
import { promisedRoles } from './promised-roles';

/** Signs people up and in at the emulator's user pool, takes its tokens to our identity pool, and acts at the emulator in the roles. */
export async function runStory(target: Target, calls: AwsCalls, source: Source, tally: Tally): Promise<void> {
  await reset(target);
  const { name, template } = source.templates[0];
  const stack = await deploy(calls, target, name, template);
  const roles = promisedRoles(template);
  const people = await People.at(target, stack, tally);
  const visitors = await people.arrive(roles);
  await actWithin(target, calls, stack, visitors, roles, tally);
  const server = await startIdentityServer(template, names(target, stack), target.endpoint);
  try {
    await becomeRoles(server, target.region, people.provider, visitors, tally);
  } finally {
    await server.stop();
  }
}

function names(target: Target, stack: Deployed): { issuers: Record<string, string>; clients: Record<string, string> } {
  const ids = (type: string) => Object.entries(stack.template.Resources).filter(([, resource]) => resource.Type === type)
    .map(([id]) => [id, stack.facts.physicalIds[id]]);
  return {
    issuers: Object.fromEntries(ids('AWS::Cognito::UserPool').map(([id, pool]) => [
      id, `https://cognito-idp.${target.region}.amazonaws.com/${pool}`,
    ])),
    clients: Object.fromEntries(ids('AWS::Cognito::UserPoolClient')),
  };
}
