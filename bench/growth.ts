import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { AppClient, Claim, CognitoAuth, CustomAttribute, RoleRule } from '../src';
import { median, once } from './private/timing';

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
  seconds(AUTHS, OTHERS);
  const [ours, others, both] = [seconds(AUTHS, 0), seconds(0, OTHERS), seconds(AUTHS, OTHERS)];
  const twiceOurs = seconds(2 * AUTHS, OTHERS);
  const twiceOthers = seconds(AUTHS, 2 * OTHERS);
  return [
    `${AUTHS} CognitoAuth with ${CLIENTS} clients and a rule each: ${text(ours)}; ${OTHERS} other resources: ${text(others)}`,
    `both in one app: ${text(both)}, ${text(both - ours - others)} more than apart (goal: at most 0.6 s)`,
    `twice as many CognitoAuth: ${text(twiceOurs - both)} more, × ${((twiceOurs - both) / ours).toFixed(2)} their own share (goal: `
      + 'at most 1.3)',
    `twice as many others: ${text(twiceOthers - both)} more, × ${((twiceOthers - both) / others).toFixed(2)} their own share (goal: `
      + 'at most 1.3)',
  ];
}

function seconds(auths: number, others: number): number {
  return median(Array.from({ length: ROUNDS }, () => once(() => synth(auths, others)))) / 1000;
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
