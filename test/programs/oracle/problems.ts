import { danglingIn, around } from './references';
import { schemaProblemsOf } from './schema-rules';
import { Props, RULES } from './template-rules';
import { wiringProblemsOf } from './wiring-rules';

/** Why templates would not deploy, or not work. */
export function problemsOf(templates: Record<string, Props>): string[] {
  const text = JSON.stringify(templates);
  return [
    ...Object.entries(templates).flatMap(([name, template]) => problemsWithin(template).map(problem => `${name}: ${problem}`)),
    ...wiringProblemsOf(templates),
    ...(text.includes('${Token[') ? ['a token was not resolved'] : []),
    ...(text.includes(':null') ? ['something is null'] : []),
  ];
}

function problemsWithin(template: Props): string[] {
  const resources = Object.entries<Props>(template.Resources ?? {});
  const circle = around(resources);
  return [
    ...resources.flatMap(([id, { Type, Properties = {} }]) => [
      ...(RULES[Type] ?? []).filter(([, holds]) => !holds(Properties)).map(([what]) => `${id}: lacks ${what}`),
      ...schemaProblemsOf(Type, Properties).map(problem => `${id}: ${problem}`),
    ]),
    ...danglingIn(template).map(name => `nothing is called ${name}`),
    ...(circle ? [`a circle: ${circle.join(' → ')}`] : []),
    ...(resources.length > 500 ? ['more than 500 resources'] : []),
  ];
}
