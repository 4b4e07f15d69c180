import { Template } from './template';

/** A stack as the engine reports it. */
export interface StackFacts {
  readonly stackName: string;
  readonly stackId: string;
  readonly region: string;
  readonly account: string;
  /** Physical ids by logical id. */
  readonly physicalIds: Record<string, string>;
  /** Documented return values that do not follow from the physical id, e.g. a role's ARN, by logical id and attribute. */
  readonly attributes: Record<string, Record<string, string>>;
  /** What parameters hold that are read from the parameter store. */
  readonly parameters?: Record<string, string>;
  /** What other stacks export, by name. */
  readonly exports: Record<string, string>;
  /** What stacks put out, by the name of the stack and of the output. */
  readonly outputs?: Record<string, Record<string, string>>;
}

/** An intrinsic function whose value this resolver cannot know. */
export class Unresolvable extends Error {}

const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Evaluates intrinsic functions from physical ids and the documented formats of return values, without asking the engine that is
 * being judged.
 */
export class Resolver {
  constructor(private readonly template: Template, private readonly facts: StackFacts) {}

  /** @throws Unresolvable */
  public resolve(value: unknown): any {
    const resolved = this.evaluate(value);
    return resolved === NO_VALUE ? undefined : resolved;
  }

  /** Whether a resource or output with this condition exists. */
  public holds(condition: string): boolean {
    return this.evaluate(this.template.Conditions?.[condition]) === true;
  }

  private evaluate(value: unknown): any {
    if (Array.isArray(value)) return value.map(item => this.evaluate(item)).filter(item => item !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    if (entries.length === 1 && (entries[0][0] === 'Ref' || entries[0][0].startsWith('Fn::') || entries[0][0] === 'Condition')) {
      if (entries[0][0] !== 'Condition' || typeof entries[0][1] === 'string') return this.call(entries[0][0], entries[0][1]);
    }
    return Object.fromEntries(entries.map(([key, child]) => [key, this.evaluate(child)]).filter(([, child]) => child !== NO_VALUE));
  }

  private call(name: string, argument: any): any {
    switch (name) {
      case 'Ref': return this.ref(argument);
      case 'Condition': return this.holds(argument);
      case 'Fn::GetAtt': return this.attribute(...(Array.isArray(argument) ? argument : splitOnce(argument)) as [string, string]);
      case 'Fn::Join': return this.evaluate(argument[1]).join(argument[0]);
      case 'Fn::Select': return this.evaluate(argument[1])[Number(argument[0])];
      case 'Fn::Split': return String(this.evaluate(argument[1])).split(argument[0]);
      case 'Fn::Sub': return this.substitute(...(Array.isArray(argument) ? argument : [argument, {}]) as [string, Record<string, unknown>]);
      case 'Fn::If': return this.evaluate(this.holds(argument[0]) ? argument[1] : argument[2]);
      case 'Fn::Equals': return this.evaluate(argument[0]) === this.evaluate(argument[1]);
      case 'Fn::Not': return !this.evaluate(argument[0]);
      case 'Fn::And': return argument.every((part: unknown) => this.evaluate(part) === true);
      case 'Fn::Or': return argument.some((part: unknown) => this.evaluate(part) === true);
      case 'Fn::ImportValue': return this.imported(this.evaluate(argument));
      case 'Fn::GetStackOutput': return this.output(argument);
      case 'Fn::FindInMap': return this.lookUp(this.evaluate(argument));
      default: throw new Unresolvable(name);
    }
  }

  private output({ StackName, OutputName }: { StackName: string; OutputName: string }): string {
    const value = this.facts.outputs?.[StackName]?.[OutputName];
    if (value === undefined) throw new Unresolvable(`Fn::GetStackOutput ${StackName} ${OutputName}`);
    return value;
  }

  private ref(name: string): unknown {
    const { region, account, stackName, stackId, physicalIds } = this.facts;
    const pseudo: Record<string, unknown> = {
      'AWS::Region': region,
      'AWS::AccountId': account,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stackName,
      'AWS::StackId': stackId,
      'AWS::NoValue': NO_VALUE,
    };
    if (name in pseudo) return pseudo[name];
    if (name in physicalIds) return physicalIds[name];
    const stored = this.facts.parameters?.[name];
    if (stored !== undefined) return stored;
    const parameter = this.template.Parameters?.[name];
    if (parameter?.Default !== undefined) return parameter.Default;
    throw new Unresolvable(`Ref ${name}`);
  }

  private attribute(id: string, attribute: string): string {
    const known = this.facts.attributes[id]?.[attribute];
    if (known !== undefined) return known;
    const physicalId = this.facts.physicalIds[id];
    const type = this.template.Resources[id]?.Type;
    const { region, account } = this.facts;
    const formats: Record<string, string> = {
      'AWS::Cognito::UserPool.Arn': `arn:aws:cognito-idp:${region}:${account}:userpool/${physicalId}`,
      'AWS::Cognito::UserPool.ProviderName': `cognito-idp.${region}.amazonaws.com/${physicalId}`,
      'AWS::Cognito::UserPool.ProviderURL': `https://cognito-idp.${region}.amazonaws.com/${physicalId}`,
      'AWS::Cognito::UserPool.UserPoolId': physicalId,
      'AWS::Cognito::UserPoolClient.ClientId': physicalId,
      'AWS::Cognito::IdentityPool.Id': physicalId,
      'AWS::Logs::LogGroup.Arn': `arn:aws:logs:${region}:${account}:log-group:${physicalId}:*`,
      'AWS::S3::Bucket.Arn': `arn:aws:s3:::${physicalId}`,
      'AWS::DynamoDB::Table.Arn': `arn:aws:dynamodb:${region}:${account}:table/${physicalId}`,
      'AWS::DynamoDB::GlobalTable.Arn': `arn:aws:dynamodb:${region}:${account}:table/${physicalId}`,
      'AWS::Lambda::Function.Arn': `arn:aws:lambda:${region}:${account}:function:${physicalId}`,
    };
    const value = formats[`${type}.${attribute}`];
    if (value === undefined || physicalId === undefined) throw new Unresolvable(`Fn::GetAtt ${id}.${attribute}`);
    return value;
  }

  private substitute(text: string, values: Record<string, unknown>): string {
    return text.replace(/\$\{([^!][^}]*)\}/g, (_, name: string) => {
      if (name in values) return String(this.evaluate(values[name]));
      return name.includes('.') ? this.attribute(...splitOnce(name)) : String(this.ref(name));
    }).replace(/\$\{!/g, '${');
  }

  private imported(name: string): string {
    if (!(name in this.facts.exports)) throw new Unresolvable(`Fn::ImportValue ${name}`);
    return this.facts.exports[name];
  }

  private lookUp([map, first, second]: [string, string, string]): unknown {
    const value = this.template.Mappings?.[map]?.[first]?.[second];
    if (value === undefined) throw new Unresolvable(`Fn::FindInMap ${map}.${first}.${second}`);
    return this.evaluate(value);
  }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('.');
  return [text.slice(0, at), text.slice(at + 1)];
}
