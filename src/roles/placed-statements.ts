import { Aspects, Names, Stack, Stage, Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, Dependable, IConstruct } from 'constructs';
import { PlacedDocument } from './placed-document';
import { checkNameable } from '../app-tree/nameable';
import { orderIsBeingRead, placeByOrder, stacksIn } from '../app-tree/stack-order';
import { lastReading } from '../app-tree/synthesis';
import { WholeApp } from '../app-tree/whole-app';

const MAX_POLICY_NAME = 128;
const NOTHING = JSON.stringify({ Ref: 'AWS::NoValue' });

/**
 * What one identity may do, each statement in the stack of what it is about: that stack waits for the identity anyway when it knows the
 * user pool, and the stack of the identity must not wait back. Where it does already, for the function of a trigger say, the statement
 * stays with the identity, and so does what is about another account or region, or about nothing of this app.
 *
 * Which stack waits for which is known when everything has been added, so the statements are dealt out at synthesis.
 */
export class PlacedStatements {
  private readonly statements: iam.PolicyStatement[] = [];
  private readonly policies = new Map<Stack, iam.Policy>();
  private dealt?: { readonly app: WholeApp; readonly length: number; readonly byStack: Map<Stack, iam.PolicyStatement[]> };

  /**
   * @param home whose own policy it is
   * @param id the construct id of that policy
   * @param attach gives a policy to the identity
   * @param elsewhere whether the identity is one of another app, whose stacks may choose the same names
   */
  constructor(
    private readonly home: Construct,
    private readonly id: string,
    private readonly attach: (policy: iam.Policy) => void,
    private readonly elsewhere: boolean = false,
  ) {}

  public add(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    if (this.statements.length === 0) {
      this.make(Stack.of(this.home), this.home, this.id);
      Aspects.of(this.home).add({ visit: node => node === this.home && this.spread() });
    }
    this.statements.push(statement);
    const policyDependable = {};
    const roots = () => [...this.policies.values()];
    Dependable.implement(policyDependable, { get dependencyRoots(): IConstruct[] { return roots(); } });
    return { statementAdded: true, policyDependable };
  }

  /** The policies that statements may end up in. */
  public get all(): readonly iam.Policy[] {
    return [...this.policies.values()];
  }

  /** A policy in each stack that something granted is in, left out of the template if it stays empty. */
  private spread(): void {
    const home = Stack.of(this.home);
    const stacks = new Set(this.statements.flatMap(statement => {
      const json = statement.toJSON();
      const about = [...stacksIn(json, this.home)];
      if (about.some(stack => stack !== home && !isNear(stack, home))) {
        checkNameable(this.home, 'what it is granted', json);
      }
      return about;
    }));
    for (const stack of stacks) {
      if (!this.policies.has(stack) && isNear(stack, home)) {
        this.make(stack, stack, `AccessOf${Names.uniqueResourceName(this.home, { maxLength: 60 })}`);
      }
    }
  }

  private make(stack: Stack, scope: Construct, id: string): void {
    const foreign = this.elsewhere || stack !== Stack.of(this.home);
    const document = new PlacedDocument(() => orderIsBeingRead() ? this.statements : this.byStack.get(stack) ?? []);
    // inline policies of one name overwrite each other, and stacks of equal paths would choose the same
    const policy = new iam.Policy(scope, id, { document, ...(foreign ? { policyName: uniqueName(stack, this.home) } : {}) });
    placeByOrder(policy);
    this.policies.set(stack, policy);
    this.attach(policy);
  }

  private get byStack(): Map<Stack, iam.PolicyStatement[]> {
    const app = lastReading(this.home);
    const { length } = this.statements;
    if (this.dealt?.app !== app || this.dealt.length !== length) {
      this.dealt = { app, length, byStack: this.deal(app) };
    }
    return this.dealt.byStack;
  }

  private deal(app: WholeApp): Map<Stack, iam.PolicyStatement[]> {
    const byStack = new Map<Stack, iam.PolicyStatement[]>();
    for (const statement of this.statements) {
      for (const [stack, part] of this.parts(statement, app)) {
        byStack.set(stack, [...byStack.get(stack) ?? [], part]);
      }
    }
    return byStack;
  }

  /** A statement about resources of several stacks is one statement in each. */
  private parts(statement: iam.PolicyStatement, app: WholeApp): Map<Stack, iam.PolicyStatement> {
    // the CDK names the indexes of a table whether there are any or not
    const resources = statement.resources.filter(resource => !isNothing(resource, this.home));
    const { Resource, ...others } = statement.toJSON();
    const further = [...stacksIn(others, this.home)];
    const places = resources.map(resource => this.place([...stacksIn(resource, this.home), ...further], app));
    const stacks = resources.length > 0 ? [...new Set(places)] : [this.place(further, app)];
    return new Map(stacks.map(stack => [
      stack, stacks.length === 1 ? statement : statement.copy({ resources: resources.filter((_, index) => places[index] === stack) }),
    ]));
  }

  private place(stacks: Stack[], app: WholeApp): Stack {
    const home = Stack.of(this.home);
    const foreign = [...new Set(stacks)].filter(stack => stack !== home);
    const [stack] = foreign;
    return foreign.length === 1 && this.policies.has(stack) && !app.stackOrder.waits(home, stack) ? stack : home;
  }
}

/** Whether it is left out of the template, so that a statement of its own would be about nothing. */
function isNothing(resource: string, scope: Construct): boolean {
  const said: unknown = Token.isUnresolved(resource) ? Stack.of(scope).resolve(resource) : resource;
  return said === undefined || JSON.stringify(said) === NOTHING;
}

/** Whether a policy of one stack may be about what is in the other. */
function isNear(stack: Stack, home: Stack): boolean {
  const same = (one: string, other: string) =>
    [TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED].includes(Token.compareStrings(one, other));
  return stack !== home && Stage.of(stack) === Stage.of(home) && same(stack.account, home.account) && same(stack.region, home.region);
}

function uniqueName(stack: Stack, home: Construct): string {
  const [ofStack, ofHome] = [stack, home].map(construct => Names.uniqueResourceName(construct, { maxLength: 60 }));
  return `${ofHome}In${ofStack}`.slice(0, MAX_POLICY_NAME);
}
