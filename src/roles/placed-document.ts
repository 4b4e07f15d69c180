import { IResolveContext } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** A policy document whose statements are asked for whenever it is looked at. */
export class PlacedDocument extends iam.PolicyDocument {
  constructor(private readonly placed: () => readonly iam.PolicyStatement[]) {
    super();
  }

  public get isEmpty(): boolean {
    return this.placed().length === 0;
  }

  public get statementCount(): number {
    return this.placed().length;
  }

  public resolve(context: IResolveContext): any {
    return this.now.resolve(context);
  }

  public toJSON(): any {
    return this.now.toJSON();
  }

  private get now(): iam.PolicyDocument {
    return new iam.PolicyDocument({ statements: [...this.placed()] });
  }
}
