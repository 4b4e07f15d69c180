import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ts from 'typescript';
import * as library from '../../src';
import { adopt } from '../../src/adopt/program';
import { checkTemplate } from '../../src/template/text/load';

/** A template as it is read. */
export const loaded = (body: unknown) => [{ name: 'App', body: checkTemplate(structuredClone(body), 'App') }];

/** What is written for it. */
export function adopted(before: unknown) {
  return adopt(loaded(before))!;
}

/** Runs a program that was written, as its reader would. */
function run(program: string): Record<string, (stack: Stack) => unknown> {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported = {};
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is what the program's imports become
  new Function('require', 'exports', outputText)((name: string) => name === 'cdk-cognito-auth' ? library : require(name), exported);
  return exported;
}

/** The template of a stack that makes everything else as before, and Cognito's resources by the program, changed as its reader would. */
export function after(before: any, change: (program: string) => string = program => program): any {
  const { program, logicalIds } = adopted(before);
  const stack = new Stack(new App(), 'App');
  run(change(program)).adoptApp(stack);
  const made = stack.node.findAll().filter(CfnResource.isCfnResource).map(({ logicalId }) => stack.resolve(logicalId));
  const there = new Set([...Object.keys(logicalIds.App), ...made]);
  for (const [id, { Type, Properties }] of Object.entries<any>(before.Resources).filter(([name]) => !there.has(name))) {
    new CfnResource(stack, id, { type: Type, properties: Properties }).overrideLogicalId(id);
  }
  return Template.fromStack(stack).toJSON();
}
