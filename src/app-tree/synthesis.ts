import { Aspects, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { WholeApp } from './whole-app';

/** One synthesis of a stage: from the last aspect on, its tree stays as it is, and is read once for all who ask. */
interface Round {
  /** Who judges at validation. */
  readonly judges: Set<IConstruct>;
  /** Who has yet to, in this round. */
  readonly pending: Set<IConstruct>;
  app?: WholeApp;
  open: boolean;
}

const ROUNDS = new WeakMap<IConstruct, Round>();

/**
 * The whole app as it is now. While a stage is synthesized that is one object for everybody, or many constructs in a large app would
 * each walk all of it.
 */
export function wholeApp(scope: IConstruct): WholeApp {
  const round = ROUNDS.get(stageOf(scope));
  if (!round?.open) {
    return new WholeApp(scope);
  }
  round.app ??= new WholeApp(scope);
  return round.app;
}

/** The app as the last synthesis of the stage read it: what was decided there holds while its templates are written. */
export function lastReading(scope: IConstruct): WholeApp {
  return ROUNDS.get(stageOf(scope))?.app ?? wholeApp(scope);
}

/**
 * Has a construct judged once the tree is complete. Stages are validated one after another, before later aspects of the app have run,
 * and a tree may be synthesized again after it has grown: each round reads anew.
 */
export function judgeAtSynthesis(scope: IConstruct, judge: (app: WholeApp) => string[]): void {
  const round = roundOf(stageOf(scope));
  round.judges.add(scope);
  // everything below a construct is asked about its aspects too, and a large app is asked often
  const leaf = leafOf(scope);
  Aspects.of(leaf).add({ visit: node => node === leaf && begin(round) });
  scope.node.addValidation({
    validate: () => {
      const errors = judge(wholeApp(scope));
      round.pending.delete(scope);
      round.open &&= round.pending.size > 0;
      return errors;
    },
  });
}

function roundOf(stage: IConstruct): Round {
  let round = ROUNDS.get(stage);
  if (!round) {
    round = { judges: new Set(), pending: new Set(), open: false };
    ROUNDS.set(stage, round);
    const started = round;
    // constructs are validated from the root down, so this comes before all who judge
    stage.node.addValidation({ validate: () => begin(started) });
  }
  return round;
}

function begin(round: Round): string[] {
  // every judge begins the round, and most find all of them waiting
  if (round.pending.size < round.judges.size) round.judges.forEach(judge => round.pending.add(judge));
  Reflect.deleteProperty(round, 'app');
  round.open = true;
  return [];
}

function leafOf(scope: IConstruct): IConstruct {
  const [first] = scope.node.children;
  return first ? leafOf(first) : scope;
}

/** Of a stage, itself: the CDK would name the one around it. */
function stageOf(scope: IConstruct): IConstruct {
  return Stage.isStage(scope) ? scope : Stage.of(scope) ?? scope.node.root;
}
