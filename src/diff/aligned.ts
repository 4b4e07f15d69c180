import type { LoadedTemplate } from '../template/text/load';

/**
 * Both sides, the new one under the names of the old one. Stacks go by their names; where each side has one, and one of them is a template
 * alone, whose name is that of its file, the two are the same. Where a stack is goes for both sides if one says it.
 */
export function aligned(before: readonly LoadedTemplate[], after: readonly LoadedTemplate[]): [LoadedTemplate[], LoadedTemplate[]] {
  const [old, others] = rootsOf(before);
  const [now, more] = rootsOf(after);
  const isAlone = others === undefined && more === undefined && (old?.stackName === undefined || now?.stackName === undefined);
  const called = isAlone && old && now ? asIf(after, now, old) : rootsOf(after).flatMap(root => {
    const stack = after.filter(template => template === root || isWithin(template, root));
    const same = rootsOf(before).find(({ name }) => name === root.name);
    return same && isElsewhere(same, root) ? renamed(stack, root.name, `${root.name} (${placeOf(root)})`) : stack;
  });
  return [placedLike(before, called), placedLike(called, before)];
}

function placedLike(templates: readonly LoadedTemplate[], others: readonly LoadedTemplate[]): LoadedTemplate[] {
  return templates.map(template => {
    const { region, account } = others.find(({ name }) => name === template.name) ?? {};
    return { ...region === undefined ? {} : { region }, ...account === undefined ? {} : { account }, ...template };
  });
}

function rootsOf(templates: readonly LoadedTemplate[]): LoadedTemplate[] {
  return templates.filter(({ nestedIn }) => !nestedIn);
}

function isWithin({ name, nestedIn }: LoadedTemplate, root: LoadedTemplate): boolean {
  return nestedIn !== undefined && name.startsWith(`${root.name}/`);
}

/** A stack of another name, region or account is another stack, whatever its construct is called. */
function isElsewhere(old: LoadedTemplate, now: LoadedTemplate): boolean {
  return ([
    'stackName', 'region', 'account',
  ] as const).some(what => old[what] !== undefined && now[what] !== undefined && old[what] !== now[what]);
}

function placeOf({ stackName, region, account }: LoadedTemplate): string {
  return [stackName, region, account].filter(part => part !== undefined).join(', ');
}

function asIf(stack: readonly LoadedTemplate[], now: LoadedTemplate, old: LoadedTemplate): LoadedTemplate[] {
  const [from, to] = [now.stackName ?? now.name, old.stackName ?? old.name];
  return renamed(stack, now.name, old.name).map(({ stackName, ...template }) => {
    const called = template.nestedIn ? `${to}${stackName?.slice(from.length)}` : old.stackName;
    return { ...template, ...called === undefined ? {} : { stackName: called } };
  });
}

function renamed(stack: readonly LoadedTemplate[], from: string, to: string): LoadedTemplate[] {
  const name = (text: string) => `${to}${text.slice(from.length)}`;
  return stack.map(template => ({
    ...template,
    name: name(template.name),
    ...template.nestedIn ? { nestedIn: { ...template.nestedIn, template: name(template.nestedIn.template) } } : {},
  }));
}
