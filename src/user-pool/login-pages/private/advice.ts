import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { hasPages } from './client-pages';
import { sizeOf, USUAL_CSS_BYTES } from './css';
import { DomainBlueprint } from './login-pages-blueprint';
import { PoolDomain } from './render-domain';
import { weightOf } from './styles';
import { IncludedResource, nameOf } from '../../../app-tree/app-resource';
import { WholeApp } from '../../../app-tree/whole-app';
import { warn } from '../../../private/warn';

/** Of a template that CloudFormation reads from a bucket. */
const MAX_TEMPLATE_BYTES = 1_000_000;

/** What is known as soon as the domain is. */
export function adviseAlways(scope: IConstruct, { kind, name, domain }: PoolDomain, { look }: DomainBlueprint): void {
  const { region } = Stack.of(scope);
  if (!domain) {
    warn(scope, 'login-pages-moving', 'loginPages: this is the first of two deployments, and deletes the former '
      + `${kind} domain of the pool; deploy it, then replace LoginPages.moving by what is to stay ('${name}'), and deploy again`);
  }
  if (kind === 'custom' && region.startsWith('us-gov-')) {
    warn(scope, 'login-domain-partition', `loginPages: AWS says that user pools have no custom domains in ${region}; `
      + 'use LoginPages.prefix there');
  }
  if (region.startsWith('eusc-')) {
    warn(scope, 'login-domain-partition', `loginPages: whether Cognito has such a domain in ${region}, and at what address, `
      + 'is not verified; look at the domain in the console after the first deployment, before an app relies on baseUrl');
  }
  if (look.css !== undefined && !Token.isUnresolved(look.css) && sizeOf(look.css) > USUAL_CSS_BYTES) {
    warn(scope, 'login-css-size', `loginPages: css has ${sizeOf(look.css)} bytes; AWS asks for at most ${USUAL_CSS_BYTES}`);
  }
}

/** What is known when the app is complete. */
export function adviseLate(scope: IConstruct, pool: cognito.CfnUserPool, domains: PoolDomain[], app: WholeApp): string[] {
  adviseParent(scope, domains, app);
  adviseTwins(scope, pool, app);
  adviseWeight(scope, pool, app);
  const managed = domains.some(({ classic }) => !classic);
  const clients = managed ? app.partsOf(pool, 'AWS::Cognito::UserPoolClient') : [];
  return clients.flatMap(client => {
    const styles = app.partsOf(client, 'AWS::Cognito::ManagedLoginBranding', 'ClientId');
    if (styles.length === 0 && client instanceof IncludedResource && hasPages(app.properties(client))) {
      warn(scope, 'login-page-without-style', `loginPages: app client ${nameOf(client)} is in a template that is included as it is, `
        + 'where no style can be added; add an AWS::Cognito::ManagedLoginBranding for it there, or its pages are unavailable');
    }
    return styles.length < 2 ? [] : [`loginPages: app client ${nameOf(client)} has ${styles.length} styles `
      + `(${styles.map(nameOf).join(', ')}), and Cognito takes one; use loginPages.setBranding instead of a resource of your own`];
  });
}

/** Cognito looks for an A record of the parent when it makes a custom domain. */
function adviseParent(scope: IConstruct, domains: PoolDomain[], app: WholeApp): void {
  for (const { name, custom } of domains) {
    if (!custom || custom.parentRecordExists || Token.isUnresolved(name)) {
      continue;
    }
    const parent = name.split('.').slice(1).join('.');
    const made = app.of('AWS::Route53::RecordSet').map(record => app.properties(record))
      .some(({ Name, Type }) => Type === 'A' && (Name === parent || Name === `${parent}.`));
    if (!made) {
      warn(scope, 'login-domain-parent', `loginPages: Cognito makes '${name}' only if its parent '${parent}' has an A record; `
        + 'make sure that it has one, whatever it points to, then set parentRecordExists: true');
    }
  }
}

/** Someone may have given the pool a domain past its props. */
function adviseTwins(scope: IConstruct, pool: cognito.CfnUserPool, app: WholeApp): void {
  const all = app.partsOf(pool, 'AWS::Cognito::UserPoolDomain');
  for (const custom of [true, false]) {
    const twins = all.filter(domain => (app.properties(domain).CustomDomainConfig !== undefined) === custom);
    if (twins.length > 1) {
      warn(scope, 'login-domain-twice', `loginPages: the pool has ${twins.length} ${custom ? 'custom' : 'prefix'} domains `
        + `(${twins.map(nameOf).join(', ')}), and Cognito gives it one of each kind; keep one`);
    }
  }
}

/** Each client has a copy of the images. */
function adviseWeight(scope: IConstruct, pool: cognito.CfnUserPool, app: WholeApp): void {
  const stacks = new Map<Stack, number[]>();
  for (const branding of app.partsOf(pool, 'AWS::Cognito::ManagedLoginBranding')) {
    stacks.set(branding.stack, [...stacks.get(branding.stack) ?? [], weightOf(app.properties(branding))]);
  }
  for (const [stack, weights] of stacks) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total > MAX_TEMPLATE_BYTES) {
      warn(scope, 'login-branding-size', `loginPages: the styles of ${weights.length} app clients take ${total} bytes `
        + `of the template of '${stack.node.path}', and CloudFormation takes at most ${MAX_TEMPLATE_BYTES} for all of it; `
        + 'make the images smaller, or put clients into other stacks');
    }
  }
}
