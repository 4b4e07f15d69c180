import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Reference } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** References keep their target: a stack would turn one to another stack into an import, and a nested stack into a parameter. */
export class ReferencesByPath extends DefaultTokenResolver {
  constructor(private readonly referenced: Map<string, IConstruct>) {
    super({
      join: (left, right) => typeof left === 'string' && typeof right === 'string' ? left + right : { 'Fn::Join': ['', [left, right]] },
    });
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): any {
    if (!Reference.isReference(token)) {
      return super.resolveToken(token, context, postProcessor);
    }
    const name = `/${token.target.node.path}`;
    this.referenced.set(name, token.target);
    return token.displayName === 'Ref' || token.displayName === '' ? { Ref: name } : { 'Fn::GetAtt': [name, token.displayName] };
  }
}
