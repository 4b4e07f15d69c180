import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { AppClient, Claim, CognitoAuth, CustomAttribute, RoleRule } from '../src';
import { cost, median } from './private/timing';

const AUTHS = 40;
const CLIENTS = 5;
const OTHERS = 8_000;
const OTHERS_PER_STACK = 400;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

/**
 * What many identities cost in a large app beyond what each costs alone: the library looks for writers and second attachments in the
 * whole app, and must not do so once for each of its constructs.
 */
export function growthBench(): string[] {
  process.env.CDK_VALIDATION = 'false';
  Reflect.deleteProperty(Error, 'prepareStackTrace');
  synth(AUTHS, OTHERS);
  const apps = [[AUTHS, 0], [0, OTHERS], [AUTHS, OTHERS], [2 * AUTHS, OTHERS], [AUTHS, 2 * OTHERS]];
  // in turns, so that what slows the machine for a while slows all of them
  const rounds = Array.from({ length: ROUNDS }, () => apps.map(([auths, others]) => cost(() => synth(auths, others))));
  return (['clock', 'processor'] as const).flatMap(by => {
    const [ours, others, both, twiceOurs, twiceOthers] = apps.map((_, app) => median(rounds.map(round => round[app][by])) / 1000);
    return [
      `by the ${by}: ${AUTHS} CognitoAuth with ${CLIENTS} clients and a rule each: ${text(ours)}; ${OTHERS} other resources: `
        + text(others),
      `both in one app: ${text(both)}, ${text(both - ours - others)} more than apart (goal: at most 0.6 s)`,
      `twice as many CognitoAuth: ${text(twiceOurs - both)} more, × ${((twiceOurs - both) / ours).toFixed(2)} their own share (goal: `
        + 'at most 1.3)',
      `twice as many others: ${text(twiceOthers - both)} more, × ${((twiceOthers - both) / others).toFixed(2)} their own share (goal: `
        + 'at most 1.3)',
    ];
  });
}

function synth(auths: number, others: number) {
  const app = new App({ analyticsReporting: false, treeMetadata: false });
  for (let index = 0; index < auths; index++) {
    const auth = new CognitoAuth(new Stack(app, `Auth${index}`), 'Auth', { attributes: { custom: { plan: CustomAttribute.text() } } });
    for (let client = 1; client < CLIENTS; client++) {
      auth.addClient(`Client${client}`, AppClient.mobile());
    }
    auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
  }
  for (let index = 0; index < others; index += OTHERS_PER_STACK) {
    const stack = new Stack(app, `Others${index}`);
    for (let inner = 0; inner < Math.min(OTHERS_PER_STACK, others - index); inner++) {
      new CfnResource(stack, `Topic${inner}`, { type: 'AWS::SNS::Topic', properties: { DisplayName: `${inner}` } });
    }
  }
  return app.synth();
}

function text(seconds_: number): string {
  return `${seconds_.toFixed(2)} s`;
}
