import { Annotations, Aspects, CfnResource, Stage, Tags } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { PolicySource } from './blueprint-rules';
import { AFTER_ASPECTS_OF_APPS } from './hold';
import { IDENTITY_POOL, ROLE } from './identity-requirements';
import { fillIn, liesIn, refusal, Requirement, unmet } from './requirement';
import { USER_POOL } from './user-pool-requirements';
import { AppResource } from '../../app-tree/app-resource';
import { judgeAtSynthesis } from '../../app-tree/synthesis';
import { WholeApp } from '../../app-tree/whole-app';
import { readable } from '../../private/text/readable';
import { AuthBlueprintProps } from '../auth-blueprint-props';

/** Lower than what an app says with `Tags.of`. */
const TAG_OF_BLUEPRINT = 50;

/** What holds under a stage, and where it is written. */
export interface StageRules {
  readonly requirements: readonly Requirement[];
  readonly props: Pick<AuthBlueprintProps, 'exceptions' | 'tags'>;
  readonly source?: PolicySource;
}

/**
 * Holds all resources under a stage to the rules. Aspects and validation end at nested stages, so each of them is watched on its own as
 * soon as something known is made in it; what only has plain resources is judged by the outer stage, which can't fill anything in there.
 */
export class StageGuard {
  private readonly watched = new Set<IConstruct>();

  constructor(private readonly root: Stage, private readonly rules: StageRules) {
    this.watchStage(root);
  }

  /** Watches the stage that a construct is in. */
  public watch(scope: IConstruct): void {
    this.watchStage(Stage.of(scope) ?? this.root);
  }

  private watchStage(stage: Stage): void {
    if (this.watched.has(stage)) return;
    this.watched.add(stage);
    Aspects.of(stage).add({ visit: node => this.visit(node) }, { priority: AFTER_ASPECTS_OF_APPS });
    Object.entries(this.rules.props.tags ?? {}).forEach(([key, value]) =>
      Tags.of(stage).add(key, value, { priority: TAG_OF_BLUEPRINT, includeResourceTypes: [USER_POOL, IDENTITY_POOL, ROLE] }));
    judgeAtSynthesis(stage, app => this.judge(app, stage));
  }

  private visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node)) {
      fillIn(node, this.rules.requirements.filter(requirement => !this.excepted(node, requirement)));
    }
  }

  private judge(app: WholeApp, stage: Stage): string[] {
    const types = [...new Set(this.rules.requirements.map(({ type }) => type))];
    const resources = types.flatMap(type => app.of(type)).filter(({ node }) => node.scopes.includes(stage));
    return resources.flatMap(resource => unmet(app, resource, this.rules.requirements).flatMap(requirement => {
      const exception = this.excepted(resource, requirement);
      if (exception) {
        Annotations.of(resource.node.scopes.at(-1)!).addInfo(`${requirement.id} is not asked here: ${exception.reason}`);
        return [];
      }
      return [readable(refusal(app, resource, requirement, this.sourceOf(requirement)))];
    }));
  }

  private excepted(resource: AppResource, { id }: Requirement): { readonly reason: string } | undefined {
    return this.rules.props.exceptions?.find(exception => exception.requirement === id && liesIn(resource, exception.construct));
  }

  private sourceOf({ id }: Requirement): string {
    const { source } = this.rules;
    return source ? [source.name, source.lines.get(id)].filter(part => part !== undefined).join(':') : 'the blueprint';
  }
}
