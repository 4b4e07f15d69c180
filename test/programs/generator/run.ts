import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { Program } from './statement';
import { AuthBlueprint, CognitoAuth } from '../../../src';

/** Templates by the path of their stack. */
export type Templates = Record<string, Record<string, any>>;

/** Makes what the program says, up to the templates. */
export function run(program: Program): Templates {
  const { region, account, layout, props: { values }, pages, client, blueprint, beside, statements } = program;
  const app = new App();
  if (blueprint) new AuthBlueprint(blueprint.asks).applyTo(app);
  const home: Construct = layout === 'stage' ? new Stage(app, 'Prod') : app;
  const env = { ...(region ? { region } : {}), ...(account ? { account } : {}) };
  const outer = new Stack(home, 'Stack', { env });
  const stack = layout === 'auth nested' ? new NestedStack(outer, 'Inner') : outer;
  const elsewhere = layout === 'one' ? stack
    : layout === 'nested' ? new NestedStack(outer, 'Elsewhere') : new Stack(home, 'Elsewhere', { env });
  const auth = new CognitoAuth(stack, 'Auth', {
    ...values,
    ...beside?.make({ stack, elsewhere, program }),
    ...(pages ? { loginPages: pages.make(stack) } : {}),
    ...(client ? { client: client.client } : {}),
  });
  statements.forEach(each => each.run({ auth, stack, elsewhere, program }));
  const assembly = app.synth();
  const nested = [...new Set([stack, elsewhere])].filter(one => one instanceof NestedStack);
  return {
    ...templatesOf(assembly),
    ...Object.fromEntries(nested.map(one => [
      `${outer.node.path}/${outer.getLogicalId(one.nestedStackResource as CfnResource)}`,
      JSON.parse(fs.readFileSync(path.join(assembly.directory, one.templateFile), 'utf8')),
    ])),
  };
}

function templatesOf({ stacks, nestedAssemblies }: CloudAssembly): Templates {
  const here = Object.fromEntries(stacks.map(({ hierarchicalId, template }) => [hierarchicalId, template]));
  return Object.assign(here, ...nestedAssemblies.map(({ nestedAssembly }) => templatesOf(nestedAssembly)));
}
