import { IResolvable, IResolveContext, Token } from 'aws-cdk-lib';

/**
 * The definition of a resource with nothing in it but its properties, which the CDK renders and overrides as ever: metadata, dependencies
 * and policies cost as much to resolve, and nobody asks for them here.
 */
export class PropertiesOnly implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(private readonly definition: IResolvable) {}

  public resolve(context: IResolveContext): unknown {
    return { Properties: this.definition.resolve(context)?.Properties };
  }

  public toString(): string {
    return Token.asString(this);
  }
}
