import { nearest } from './names';
import { marked, reference } from './resolve/marks';
import { withParts } from './resolve/with-parts';
import type { TemplateScope } from './template-scope';
import { URL_SUFFIXES, urlSuffixOf } from '../private/text/region';

const PARTITION = '(?:«AWS::Partition»|aws[\\w-]*)';
const REGION = '(«AWS::Region»|[a-z0-9-]+)';
const ACCOUNT = '(«AWS::AccountId»|\\d{12})';
const REFERENCE = '«(\\d+):(\\w+)»';
/** Where a name ends. */
const END = '(?![\\w+=,.@/«-])';

const PROVIDER = new RegExp(`(https://)?cognito-idp\\.${REGION}\\.(«AWS::URLSuffix»|${URL_SUFFIXES})/${REFERENCE}${END}`, 'g');
const POOL_ARN = new RegExp(`arn:${PARTITION}:cognito-idp:${REGION}:${ACCOUNT}:userpool/${REFERENCE}${END}`, 'g');
const ROLE_ARN = new RegExp(`arn:${PARTITION}:iam::${ACCOUNT}:role/(?:[\\w+=,.@-]+/)*${REFERENCE}${END}`, 'g');
const IAM_ARN = new RegExp(`^arn:${PARTITION}:iam::${ACCOUNT}:(role|policy)(/.+)$`);
/** The provider of a user pool that is made elsewhere: its id says the region. */
const FOREIGN_PROVIDER = new RegExp(
  `cognito-idp\\.«AWS::Region»\\.(?:«AWS::URLSuffix»|${URL_SUFFIXES})/(([a-z]{2,}(?:-[a-z]+)+-\\d)_\\w+)`, 'g',
);

/** Where policies name the roles that they belong to. */
const NAMES_ROLES: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Policy': ['Roles'],
  'AWS::IAM::ManagedPolicy': ['Roles'],
  'AWS::IAM::RolePolicy': ['RoleName'],
};

interface Named {
  readonly template: string;
  readonly scope: TemplateScope;
  readonly mark: string;
}

/**
 * The one spelling of what templates can write in several: the provider name, the URL and the ARN of a user pool, the ARN of a role or a
 * managed policy, and the name of a role where a policy is for it. Readers then compare texts, and find the resource by its mark.
 */
export class OneSpelling {
  private names?: Map<string, Named[]>;

  constructor(private readonly scopes: readonly TemplateScope[]) {}

  /** A value whose unknown parts are marks already. Shares what stays as it is. */
  public of(value: any, scope: TemplateScope): any {
    if (typeof value === 'string') return this.text(value, scope);
    if (typeof value !== 'object' || value === null) return value;
    const spelled = withParts(value, part => this.of(part, scope));
    if (Array.isArray(value) || Object.keys(value).every(name => this.text(name, scope) === name)) return spelled;
    return Object.fromEntries(Object.entries(spelled).map(([name, part]) => [this.text(name, scope), part]));
  }

  /** The properties of a resource. */
  public ofProperties(type: string, properties: any, scope: TemplateScope): any {
    const spelled = this.of(properties, scope);
    const named = (Object.hasOwn(NAMES_ROLES, type) ? NAMES_ROLES[type] : []).filter(name => spelled[name] !== undefined);
    return named.length === 0 ? spelled : {
      ...spelled, ...Object.fromEntries(named.map(name => [name, this.roles(spelled[name], scope)])),
    };
  }

  private text(text: string, scope: TemplateScope): string {
    const inPools = text.includes('cognito-idp') ? this.ofUserPools(text) : text;
    return inPools.includes(':iam::') ? this.ofRoles(inPools, scope) : inPools;
  }

  private ofRoles(text: string, scope: TemplateScope): string {
    const [, account, kind, rest] = IAM_ARN.exec(text) ?? [];
    const called = kind === undefined ? undefined : this.called(`${kind}${rest}`, scope, account);
    return called ?? text.replace(ROLE_ARN, (whole, owner, template, id) =>
      this.is('AWS::IAM::Role', template, id) && mayBe(
        this.scopes[template].template.account, owner,
      ) ? reference(template, id, 'Arn') : whole);
  }

  private ofUserPools(text: string): string {
    return text
      .replace(PROVIDER, (whole, scheme, region, suffix, template, id) =>
        this.isPoolOf(region, template, id) && this.hasSuffix(suffix, template) ? reference(
          template, id, scheme ? 'ProviderURL' : 'ProviderName',
        ) : whole)
      .replace(POOL_ARN, (whole, region, account, template, id) =>
        this.isPoolOf(region, template, id) && mayBe(
          this.scopes[template].template.account, account,
        ) ? reference(template, id, 'Arn') : whole)
      .replace(FOREIGN_PROVIDER, (_whole, id, region) => `cognito-idp.${region}.${urlSuffixOf(region)}/${id}`);
  }

  private isPoolOf(region: string, template: number, id: string): boolean {
    return this.is('AWS::Cognito::UserPool', template, id) && mayBe(this.scopes[template].template.region, region);
  }

  private hasSuffix(suffix: string, template: number): boolean {
    const { place, template: { region } } = this.scopes[template];
    return region === undefined || suffix === place.urlSuffix || suffix.startsWith('«');
  }

  private is(type: string, template: number, id: string): boolean {
    return this.scopes[template]?.template.body.Resources[id]?.Type === type;
  }

  private roles(names: any, scope: TemplateScope): any {
    const one = (name: unknown) => typeof name === 'string' ? this.called(`name ${name}`, scope) ?? name : name;
    return Array.isArray(names) ? names.map(one) : one(names);
  }

  /** What stands for the one resource that a template means with a name or an ARN. */
  private called(name: string, scope: TemplateScope, account: string = '«AWS::AccountId»'): string | undefined {
    const seen = (this.all().get(name) ?? []).filter(candidate => account.startsWith('«')
      ? candidate.scope === scope || (!hangsOnStack(name) && mayBe(candidate.scope.template.account, scope.place.account))
      : candidate.scope.place.account === account);
    const found = nearest(seen, scope.template.name);
    return found.length === 1 ? found[0].mark : undefined;
  }

  private all(): Map<string, Named[]> {
    return this.names ??= this.read();
  }

  private read(): Map<string, Named[]> {
    const names = new Map<string, Named[]>();
    this.scopes.forEach((scope, index) => {
      for (const [id, { Type }] of Object.entries(scope.template.body.Resources)) {
        for (const [name, mark] of namesOf(scope, index, id, Type)) {
          names.set(name, [...names.get(name) ?? [], { template: scope.template.name, scope, mark }]);
        }
      }
    });
    return names;
  }
}

/** The names and ARNs of a resource that has a name of its own, each with what stands for it. */
function namesOf(scope: TemplateScope, index: number, id: string, type: string): [string, string][] {
  const [property, kind] = type === 'AWS::IAM::Role' ? ['RoleName', 'role'] : type === 'AWS::IAM::ManagedPolicy' ? [
    'ManagedPolicyName', 'policy',
  ] : [];
  if (property === undefined || scope.template.body.Resources[id].Properties?.[property] === undefined || !scope.conditionsOf(id)) {
    return [];
  }
  const { [property]: name, Path: path = '/' } = marked(scope.propertiesOf(id));
  if (typeof name !== 'string' || typeof path !== 'string' || UNEQUAL.test(name + path)) return [];
  const arn = `${kind}${path}${name}`;
  return kind === 'policy' ? [[arn, reference(index, id)]] : [[arn, reference(index, id, 'Arn')], [`name ${name}`, reference(index, id)]];
}

/** A gap that says why something is not known, rather than which parameter it is, need not be the same twice. */
const UNEQUAL = /«\?(?![A-Za-z0-9]+»)/;

/** Whether a name says something of the stack that it stands in, so that other stacks mean another with it. */
function hangsOnStack(name: string): boolean {
  return /«(?!\d+:)/.test(name);
}

function mayBe(known: string | undefined, written: string): boolean {
  return known === undefined || written.startsWith('«') || written === known;
}
