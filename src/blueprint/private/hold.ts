import { Aspects, CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { fillIn, refusal, Requirement, unmet } from './requirement';
import { judgeAtSynthesis } from '../../app-tree/synthesis';
import { required } from '../../private/present';
import { readable } from '../../private/text/readable';

/** After the aspects of apps, whose word counts, and before those that only read. */
export const AFTER_ASPECTS_OF_APPS = 600;

/** Has one resource hold to requirements: what is not said by synthesis is filled in then, what is less strict is refused. */
export function holdAtSynthesis(construct: IConstruct, requirements: readonly Requirement[], source: string): void {
  required(undefined, `${source}.applyTo`, { construct });
  const resource = construct as CfnResource;
  Aspects.of(resource).add({ visit: node => node === resource && fillIn(resource, requirements) }, { priority: AFTER_ASPECTS_OF_APPS });
  judgeAtSynthesis(resource, app =>
    unmet(app, resource, requirements).map(requirement => readable(refusal(app, resource, requirement, source))));
}
