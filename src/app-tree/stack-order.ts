import {
  CfnElement, DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, StringConcat, Tokenization,
} from 'aws-cdk-lib';
import { Dependable, IConstruct } from 'constructs';

const PLACED = new WeakSet<IConstruct>();

/** Says of a policy that it goes where the order of the stacks lets it, so that the order must not be read from it. */
export function placeByOrder(policy: IConstruct): void {
  PLACED.add(policy);
}

let reading = false;

/** Whether an order is being read just now: who is placed by it can't ask for it, and counts as being everywhere. */
export function orderIsBeingRead(): boolean {
  return reading;
}

/** The stacks whose resources a value refers to. */
export function stacksIn(value: unknown, scope: IConstruct): Set<Stack> {
  const resolver = new StacksOfReferences();
  Tokenization.resolve(value, { scope, resolver, preparing: false });
  return resolver.stacks;
}

/** Which stacks wait for which others, by what their resources refer to and what they were told to wait for. */
export class StackOrder {
  private readonly edges = new Map<Stack, Set<Stack>>();

  constructor(nodes: readonly IConstruct[]) {
    reading = true;
    try {
      nodes.forEach(node => this.read(node));
    } finally {
      reading = false;
    }
  }

  /** Whether a stack could not be deployed before the other is. Nothing waits for what comes last in the stack around it. */
  public waits(stack: Stack, other: Stack): boolean {
    const around = ancestors(stack).find(candidate => ancestors(other).includes(candidate));
    if (around === other) {
      return false;
    }
    const lifted = (inner: Stack) => {
      const path = ancestors(inner);
      const index = around ? path.indexOf(around) : path.length;
      return path[Math.max(0, index - 1)];
    };
    return this.reaches(lifted(stack), lifted(other), lifted);
  }

  private reaches(from: Stack, to: Stack, lifted: (stack: Stack) => Stack): boolean {
    const seen = new Set([from]);
    for (const current of seen) {
      const next = [...this.edges].filter(([stack]) => lifted(stack) === current).flatMap(([, others]) => [...others].map(lifted));
      next.forEach(stack => seen.add(stack));
    }
    return from !== to && seen.has(to);
  }

  private read(node: IConstruct): void {
    this.addDependencies(node);
    if (CfnElement.isCfnElement(node) && !(node.node.scope && PLACED.has(node.node.scope))) {
      stacksIn(node._toCloudFormation(), node).forEach(stack => this.add(node.stack, stack));
    }
  }

  private addDependencies(node: IConstruct): void {
    const targets = Stack.isStack(node)
      ? node.dependencies
      : node.node.dependencies.flatMap(dependency => Dependable.of(dependency).dependencyRoots);
    const own = stackAround(node);
    targets.forEach(target => {
      const other = stackAround(target);
      if (own && other) {
        this.add(own, other);
      }
    });
  }

  private add(stack: Stack, other: Stack): void {
    if (stack !== other) {
      this.edges.set(stack, (this.edges.get(stack) ?? new Set()).add(other));
    }
  }
}

/** The stack and those around it, the innermost first. */
function ancestors(stack: Stack): Stack[] {
  return stack.nestedStackParent ? [stack, ...ancestors(stack.nestedStackParent)] : [stack];
}

function stackAround(node: IConstruct): Stack | undefined {
  return node.node.scopes.reverse().find(Stack.isStack);
}

class StacksOfReferences extends DefaultTokenResolver {
  public readonly stacks = new Set<Stack>();

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (Reference.isReference(token)) {
      const stack = stackAround(token.target);
      if (stack) {
        this.stacks.add(stack);
      }
      return '';
    }
    return super.resolveToken(token, context, postProcessor);
  }
}
