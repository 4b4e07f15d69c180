import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';

type Json = Record<string, any>;

/**
 * The cycles that CloudFormation would refuse: within each template, over `DependsOn`, `Ref`, `Fn::GetAtt` and `Fn::Sub`.
 */
export function templateCycles(template: Json): string[][] {
  const resources: Json = template.Resources ?? {};
  return cycles(new Map(Object.entries(resources).map(([id, resource]) => [
    id, [...references(resource)].filter((to) => to in resources),
  ])));
}

/**
 * The same for every template of an app, nested ones included, and between its stacks. Synthesizing already throws on the latter.
 */
export function appCycles(app: App): string[][] {
  const assembly: CloudAssembly = app.synth();
  const stacks = new Map(assembly.stacksRecursively.map((stack) => [stack.id, stack.dependencies.map((dependency) => dependency.id)]));
  const nested = app.node.findAll().filter((node): node is Stack => Stack.isStack(node) && node.nested);
  const templates = [
    ...assembly.stacksRecursively.map((stack) => stack.template),
    ...nested.map((stack) => JSON.parse(readFileSync(join(assembly.directory, stack.templateFile), 'utf8'))),
  ];
  return [...cycles(stacks), ...templates.flatMap(templateCycles)];
}

function references(value: unknown, into = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    value.forEach((item) => references(item, into));
  } else if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Ref' || key === 'DependsOn' && typeof inner === 'string') {
        into.add(inner);
      } else if (key === 'DependsOn') {
        inner.forEach((id: string) => into.add(id));
      } else if (key === 'Fn::GetAtt') {
        into.add(Array.isArray(inner) ? inner[0] : inner.split('.')[0]);
      } else if (key === 'Fn::Sub') {
        const text: string = Array.isArray(inner) ? inner[0] : inner;
        [...text.matchAll(/\$\{([^!][^}.]*)/g)].forEach((match) => into.add(match[1]));
        references(inner, into);
      } else {
        references(inner, into);
      }
    }
  }
  return into;
}

function cycles(graph: Map<string, string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (node: string, path: string[]): void => {
    const start = path.indexOf(node);
    if (start >= 0) {
      found.push([...path.slice(start), node]);
      return;
    }
    if (done.has(node)) {
      return;
    }
    for (const next of graph.get(node) ?? []) {
      visit(next, [...path, node]);
    }
    done.add(node);
  };
  [...graph.keys()].forEach((node) => visit(node, []));
  return found;
}
