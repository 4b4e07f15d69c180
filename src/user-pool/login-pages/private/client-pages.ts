import { CfnResource } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct, IDependable } from 'constructs';
import { Style } from './styles';
import { DOCUMENTS, linksOf } from './terms';
import { goesToPages } from '../../../identity-facts/claims/client-flows';
import { asList } from '../../../private/as-list';
import type { LoginTerms } from '../login-terms';

/** What each client of a pool has of its own. They live with the client, whatever stack it is in: they go when it goes. */
const BRANDING = 'Branding';
const CSS = 'Css';
const TERMS = { termsOfUse: 'TermsOfUse', privacyPolicy: 'PrivacyPolicy' } as const;

/** A client and what its pages wait for. */
export interface ClientOfPages {
  readonly client: cognito.CfnUserPoolClient;
  readonly userPoolId: string;
  /** The domains that have to be there first, those included that are added later. */
  readonly after: IDependable;
}

/** Whether people sign in to a client on login pages, by its properties as CloudFormation has them. */
export function hasPages({ AllowedOAuthFlows: flows, AllowedOAuthFlowsUserPoolClient: enabled }: any): boolean {
  return String(enabled) === 'true' && goesToPages(asList<unknown>(flows));
}

export function brand(of: ClientOfPages, { useCognitoProvidedValues, settings, assets, returnMergedResources }: Style): void {
  const present = holderOf(of.client).node.tryFindChild(BRANDING) as cognito.CfnManagedLoginBranding | undefined;
  const branding = present ?? part(of, BRANDING, (scope, id, props) => new cognito.CfnManagedLoginBranding(scope, id, props));
  Object.assign(branding, { useCognitoProvidedValues, settings, assets, returnMergedResources });
}

export function offerTerms(of: ClientOfPages, terms: LoginTerms): void {
  for (const name of Object.keys(DOCUMENTS) as (keyof LoginTerms)[]) {
    const links = linksOf(terms[name]);
    const present = holderOf(of.client).node.tryFindChild(TERMS[name]) as cognito.CfnTerms | undefined;
    const document = present ?? part(of, TERMS[name], (scope, id, props) => new cognito.CfnTerms(scope, id, {
      ...props, termsName: DOCUMENTS[name], termsSource: 'LINK', enforcement: 'NONE', links,
    }));
    document.links = links;
  }
}

export function dress(of: ClientOfPages, css: string): void {
  const present = holderOf(of.client).node.tryFindChild(CSS) as cognito.CfnUserPoolUICustomizationAttachment | undefined;
  const attachment = present ?? part(of, CSS, (scope, id, props) => new cognito.CfnUserPoolUICustomizationAttachment(scope, id, props));
  attachment.css = css;
}

function part<T extends CfnResource>(
  { client, userPoolId, after }: ClientOfPages, id: string,
  make: (scope: Construct, id: string, props: { userPoolId: string; clientId: string }) => T,
): T {
  const made = make(holderOf(client), id, { userPoolId, clientId: client.ref });
  made.node.addDependency(after);
  return made;
}

function holderOf(client: cognito.CfnUserPoolClient): Construct {
  const { scope } = client.node;
  return scope instanceof cognito.UserPoolClient ? scope : client;
}
