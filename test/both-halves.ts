import { App, Stack } from 'aws-cdk-lib';
import { warningsIn } from './warnings';
import { CognitoAuth, CognitoAuthProps } from '../src';
import { checkTemplates } from '../src/guardrails/check';

/** An app with both halves of this library. */
export interface Made {
  readonly stack: Stack;
  readonly auth: CognitoAuth;
}

/** What both halves judge, with apps in which both must see it, and near misses in which neither may. */
export interface Judgement {
  /** What the constructs' error says, or the id of their warning. */
  readonly construct: RegExp | string;
  /** The guardrails of which one must find it. */
  readonly rules: readonly string[];
  /** The props of the good app, changed by each case as it likes. */
  readonly props?: CognitoAuthProps;
  readonly good?: (made: Made) => void;
  readonly bad: Record<string, (made: Made) => void>;
  /** What only deployment tells: the constructs count it as unsafe, the guardrails do not assert it. */
  readonly unknown?: Record<string, (made: Made) => void>;
  /** Near misses that neither half may see. */
  readonly fine: Record<string, (made: Made) => void>;
}

/** Which half sees what is wrong with an app after a change. */
function halves(
  { props = {}, good, construct, rules }: Judgement, change: (made: Made) => void,
): { constructs: boolean; guardrails: boolean } {
  const make = () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const made = { stack, auth: new CognitoAuth(stack, 'Auth', props) };
    good?.(made);
    change(made);
    return { app, stack };
  };
  const { app } = make();
  const body = app.synth({ skipValidation: true }).getStackByName('Stack').template;
  const found = checkTemplates([{ name: 'Stack', body }]).map(({ rule }) => rule);
  return { constructs: saidBy(make(), construct), guardrails: rules.some(rule => found.includes(rule)) };
}

/** Tests that neither half sees what the other does not. */
export function bothHalvesSee(judgements: Record<string, Judgement>): void {
  describe.each(Object.entries(judgements))('both halves see %s', (_, judgement) => {
    test.each(Object.entries(judgement.bad))('bad: %s', (__, change) => {
      expect(halves(judgement, change)).toEqual({ constructs: true, guardrails: true });
    });

    test.each(Object.entries(judgement.fine))('fine: %s', (__, change) => {
      expect(halves(judgement, change)).toEqual({ constructs: false, guardrails: false });
    });

    for (const [what, change] of Object.entries(judgement.unknown ?? {})) {
      test(`the constructs count as unsafe what the guardrails do not assert: ${what}`, () => {
        expect(halves(judgement, change)).toEqual({ constructs: true, guardrails: false });
      });
    }
  });
}

function saidBy({ app, stack }: { app: App; stack: Stack }, construct: RegExp | string): boolean {
  if (typeof construct === 'string') {
    app.synth();
    return warningsIn(stack).includes(construct);
  }
  return app.node.findAll().flatMap(({ node }) => node.validate()).some(error => construct.test(error));
}
