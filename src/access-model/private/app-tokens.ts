import {
  DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference, Stack, StringConcat, Tokenization,
} from 'aws-cdk-lib';
import { TokenReader } from './arguments';
import { readable } from '../../private/text/readable';
import type { TemplateScope } from '../../template/template-scope';
import { asString, whyUnresolved } from '../../template/values';

/** Gives the template of a stack, if it was read. */
export type TemplateOf = (stack: Stack) => TemplateScope | undefined;

/**
 * Reads tokens of a CDK app: each stands for what the template of the stack has there that makes the thing it refers to, whichever stack
 * of the app that is.
 */
export class AppTokens implements TokenReader {
  constructor(private readonly stack: Stack, private readonly templateOf: TemplateOf) {}

  public read(what: string, value: unknown): unknown {
    const resolver = new TemplateTokenResolver(this.stack, this.templateOf);
    try {
      return Tokenization.resolve(value, { scope: this.stack, resolver, preparing: false });
    } catch (error) {
      const why = resolver.failure ?? (error as Error).message.split('\n')[0];
      const shown = readable(typeof value === 'string' ? value : JSON.stringify(value));
      throw new Error(`${what}: ${shown} has a token that is not known before deployment: ${why}; write out the value, `
        + 'or take it from a construct of this app');
    }
  }
}

class TemplateTokenResolver extends DefaultTokenResolver {
  /** Why a token was not read; what is thrown on the way is wrapped. */
  public failure?: string;

  constructor(private readonly stack: Stack, private readonly templateOf: TemplateOf) {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    const maker = Reference.isReference(token) ? Stack.of(token.target) : this.stack;
    if (maker.node.root !== this.stack.node.root) return this.fail('it refers to a construct of another app');
    const template = this.templateOf(maker);
    if (!template) return this.fail(`${maker.node.path} is not part of the assembly that was read`);
    const written = maker === this.stack ? super.resolveToken(token, context, postProcessor) : maker.resolve(token);
    const value = template.resolve(written);
    if (Array.isArray(value) && whyUnresolved(value) === undefined) return value;
    return asString(value) ?? this.fail(whyUnresolved(value) ?? `it is ${JSON.stringify(value)}, which is no text`);
  }

  private fail(why: string): never {
    this.failure ??= why;
    throw new Error(why);
  }
}

/** Finds the templates of stacks, nested ones by the resource that makes them. */
export function templatesOfApp(scopes: readonly TemplateScope[], nameOf: (stack: Stack) => string | undefined): TemplateOf {
  const find = (stack: Stack): TemplateScope | undefined => {
    const { nestedStackParent: parent, nestedStackResource: resource } = stack;
    if (!parent || !resource) return scopes.find(({ template }) => template.name === nameOf(stack));
    const outer = find(parent)?.template.name;
    const logicalId: unknown = parent.resolve((resource as any).logicalId);
    return scopes.find(({ template: { nestedIn } }) =>
      outer !== undefined && nestedIn?.template === outer && nestedIn.logicalId === logicalId);
  };
  return find;
}
