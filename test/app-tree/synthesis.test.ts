import { App, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { judgeAtSynthesis, wholeApp } from '../../src/app-tree/synthesis';
import { WholeApp } from '../../src/app-tree/whole-app';

const TOPIC = 'AWS::SNS::Topic';

/** Counts the topics of the app whenever it is asked to judge. */
class Judge extends Construct {
  public readonly apps: WholeApp[] = [];
  public readonly counts: number[] = [];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    judgeAtSynthesis(this, app => {
      this.apps.push(app);
      this.counts.push(app.of(TOPIC).length);
      return [];
    });
  }
}

function topic(scope: Construct, id: string): CfnResource {
  return new CfnResource(scope, id, { type: TOPIC });
}

test('all who judge in one synthesis of a stage share one reading of the app', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const [one, other] = [new Judge(stack, 'One'), new Judge(stack, 'Other')];
  topic(stack, 'Topic');
  app.synth();
  expect(one.apps[0]).toBe(other.apps[0]);
  expect(one.counts).toEqual([1]);
});

test('a tree that grew is read anew when it is synthesized again', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const judge = new Judge(stack, 'Judge');
  app.synth();
  topic(stack, 'Topic');
  app.synth({ force: true });
  expect(judge.counts).toEqual([0, 1]);
});

test('what is asked outside of a synthesis is read at once and not kept', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const judge = new Judge(stack, 'Judge');
  expect(wholeApp(judge).of(TOPIC)).toHaveLength(0);
  topic(stack, 'Before');
  expect(wholeApp(judge).of(TOPIC)).toHaveLength(1);
  app.synth();
  topic(stack, 'After');
  expect(wholeApp(judge).of(TOPIC)).toHaveLength(2);
  expect(judge.node.validate()).toEqual([]);
  expect(judge.counts).toEqual([1, 2]);
});

test('each stage reads the app for itself, since aspects of the app may change what comes later', () => {
  const app = new App();
  const judges = ['Beta', 'Live'].map(name => new Judge(new Stack(new Stage(app, name), 'Stack'), 'Judge'));
  topic(new Stack(app, 'Own'), 'Topic');
  app.synth();
  expect(judges.map(({ counts }) => counts)).toEqual([[1], [1]]);
  expect(judges[0].apps[0]).not.toBe(judges[1].apps[0]);
});
