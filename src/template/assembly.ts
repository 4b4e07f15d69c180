import { LoadedTemplate } from './load';
import { gap } from './marks';
import { Names, nearest } from './names';
import { Reading, standIns } from './reading';
import { Neighbours, TemplateScope } from './template-scope';

/**
 * Templates that were read together, able to look into each other: exports, nested stacks and their parameters. One of them may be
 * `home`, the one that is asked about.
 */
export class Assembly implements Neighbours {
  public readonly scopes: TemplateScope[];
  public readonly names: Names;
  private readonly exports = new Map<string, { scope: TemplateScope; output: string }[]>();

  constructor(templates: LoadedTemplate[], reading?: (template: number) => Reading, home?: string) {
    this.names = new Names(templates, home);
    this.scopes = templates.map((template, index) => new TemplateScope(template, this, reading?.(index) ?? standIns(template.name, this.names)));
    for (const scope of this.scopes) {
      for (const [output, { Export }] of Object.entries(scope.template.body.Outputs ?? {})) {
        if (!scope.hasOutput(output)) continue;
        const name = scope.resolve((Export as { Name?: unknown } | undefined)?.Name);
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
      : from.unknown(`the import ${name} is exported by ${found.length === 0 ? 'no template' : 'several templates'} that ${found.length === 0 ? 'was' : 'were'} read`, gap(name));
  }

  public nested(template: string, logicalId: string): TemplateScope | undefined {
    return this.scopes.find(({ template: { nestedIn } }) => nestedIn?.template === template && nestedIn.logicalId === logicalId);
  }

  public parameterOfNested(child: LoadedTemplate, parameter: string, deciding: boolean): unknown {
    return this.parentOf(child)?.passed(child.nestedIn!.logicalId, parameter, deciding);
  }

  public conditionsOfNested(template: LoadedTemplate): string[] | undefined {
    const parent = this.parentOf(template);
    return parent ? parent.conditionsOf(template.nestedIn!.logicalId) : [];
  }

  private parentOf({ nestedIn }: LoadedTemplate): TemplateScope | undefined {
    return nestedIn && this.scopes.find(scope => scope.template.name === nestedIn.template);
  }
}
