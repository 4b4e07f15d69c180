import { Names, nearest } from './names';
import type { NotRead } from './not-read';
import type { SameParameter } from './resolve/conditions/parameter-values';
import { unread } from './resolve/marks';
import { marks, OpenWorld, Reading, standIns } from './resolve/reading';
import { StackOutput } from './resolve/stack-output';
import { regionOfTrusts } from './resolve/stand-ins';
import { Neighbours, TemplateScope } from './template-scope';
import { LoadedTemplate } from './text/load';
import { isObject } from './values';

/**
 * Templates that were read together, able to look into each other: exports, nested stacks and their parameters. One of them may be
 * `home`, the one that is asked about.
 */
export class Assembly implements Neighbours {
  /** Templates that are read with marks, in one world. */
  public static inWorld(templates: LoadedTemplate[], world: OpenWorld): Assembly {
    const typeOf = (template: number, logicalId: string) => templates[template]?.body.Resources[logicalId]?.Type;
    return new Assembly(templates, index => marks(index, world, typeOf));
  }

  /** The same with stacks of which no name is known, if a policy may say something of it. */
  public static withoutStackNames(templates: LoadedTemplate[], home?: string, beside?: LoadedTemplate[]): Assembly | undefined {
    const open = templates.some(({ body, stackName, nestedIn }) => {
      const text = JSON.stringify(body.Resources);
      return text.includes('AWS::StackId') || (stackName === undefined || nestedIn !== undefined) && text.includes('AWS::StackName');
    });
    if (!open) return undefined;
    const names = new Names(templates, home, beside);
    return new Assembly(templates, index => standIns(templates[index].name, names, true), home, beside);
  }

  public readonly scopes: TemplateScope[];
  public readonly names: Names;
  private readonly exports = new Map<string, { scope: TemplateScope; output: string }[]>();

  constructor(templates: LoadedTemplate[], reading?: (template: number) => Reading, home?: string, beside?: LoadedTemplate[]) {
    this.names = new Names(templates, home, beside);
    const region = regionOfTrusts(templates);
    this.scopes = templates.map((template, index) =>
      new TemplateScope(template, this, reading?.(index) ?? standIns(template.name, this.names), region));
    for (const scope of this.scopes) {
      for (const [output, written] of Object.entries(scope.template.body.Outputs ?? {})) {
        if (!scope.hasOutput(output)) continue;
        const name = scope.resolve((written?.Export as { Name?: unknown } | undefined)?.Name);
        if (typeof name === 'string') this.exports.set(name, [...this.exports.get(name) ?? [], { scope, output }]);
      }
    }
  }

  /** An export is seen in its own account and region only; templates for several of them may use one name. */
  public imported(name: string, from: TemplateScope): unknown {
    const seen = (this.exports.get(name) ?? [])
      .filter(({ scope: { place } }) => place.account === from.place.account && place.region === from.place.region);
    const found = nearest(seen.map(({ scope, output }) => ({ scope, output, template: scope.template.name })), from.template.name);
    return found.length === 1
      ? found[0].scope.output(found[0].output)
      : from.unknown(`the import ${name} is exported by ${howMany(found.length)}`, unread(name));
  }

  /** The output of a stack by its name. Stacks whose region or account is not known count where none is known to be there. */
  public stackOutput({ stack, output, region, account }: StackOutput, from: TemplateScope): unknown {
    const named = this.scopes.filter(({ template, place }) => !template.nestedIn && place.stackName === stack);
    const matching = (known: string | undefined, wanted: string | undefined) =>
      wanted === undefined || known === undefined || known === wanted;
    const seen = named.filter(({ template }) =>
      matching(template.region, region ?? from.template.region) && matching(template.account, account ?? from.template.account));
    const sure = seen.filter(({ template }) => template.region !== undefined && template.account !== undefined);
    const candidates = sure.length > 0 ? sure : seen;
    const found = nearest(candidates.map(scope => ({ scope, template: scope.template.name })), from.template.name);
    return found.length === 1
      ? found[0].scope.output(output)
      : from.unknown(`output ${output} of stack ${stack}: ${howMany(found.length)}`, unread(`${stack}.${output}`));
  }

  /** Where whether a template writes the parameter hangs on a condition, nobody knows what is there. */
  public stored(name: string, from: TemplateScope): unknown {
    const written = this.scopes.filter(({ place }) => place.account === from.place.account && place.region === from.place.region)
      .flatMap(scope => Object.entries(scope.template.body.Resources)
        .filter(([id, { Type }]) => Type === 'AWS::SSM::Parameter' && scope.propertiesOf(id).Name === name)
        .map(([id]) => ({ sure: scope.conditionsOf(id)?.length === 0, value: scope.propertiesOf(id).Value })));
    return written.length === 1 && written[0].sure ? written[0].value : undefined;
  }

  /** What of the templates was not read, nested stacks whose templates are not there among it. */
  public get notRead(): (NotRead & { readonly template: string })[] {
    return this.scopes.flatMap(({ template: { name: template, body } }) => [
      ...(body.notRead ?? []).map(entry => ({ ...entry, template })),
      ...Object.entries(body.Resources)
        .filter(([id, { Type }]) => Type === 'AWS::CloudFormation::Stack' && !this.nested(template, id))
        .map(([where]) => ({ where, what: 'a nested stack', why: 'its template is not there', decides: false, template })),
    ]);
  }

  public nested(template: string, logicalId: string): TemplateScope | undefined {
    return this.scopes.find(({ template: { nestedIn } }) => nestedIn?.template === template && nestedIn.logicalId === logicalId);
  }

  public parameterOfNested(child: LoadedTemplate, parameter: string, deciding: boolean): unknown {
    return this.parentOf(child)?.passed(child.nestedIn!.logicalId, parameter, deciding);
  }

  public outside(child: LoadedTemplate, parameter: string): { scope: TemplateScope; written: unknown } | undefined {
    const scope = this.parentOf(child);
    return scope && { scope, written: scope.writtenFor(child.nestedIn!.logicalId, parameter) };
  }

  public sameOutside(child: LoadedTemplate, parameter: string): SameParameter | undefined {
    const { scope, written } = this.outside(child, parameter) ?? {};
    const name = isObject(written) && Object.keys(written).length === 1 && typeof written.Ref === 'string' ? written.Ref : undefined;
    return scope && name !== undefined && scope.template.body.Parameters?.[name] ? { values: scope.values, parameter: name } : undefined;
  }

  public conditionsOfNested(template: LoadedTemplate): string[] | undefined {
    const parent = this.parentOf(template);
    return parent ? parent.conditionsOf(template.nestedIn!.logicalId) : [];
  }

  private parentOf({ nestedIn }: LoadedTemplate): TemplateScope | undefined {
    return nestedIn && this.scopes.find(scope => scope.template.name === nestedIn.template);
  }
}

function howMany(found: number): string {
  return found === 0 ? 'no template that was read' : 'several templates that were read';
}
