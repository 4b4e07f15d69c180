import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Decision, PolicyDocument, PolicyRequest, PolicySet, TrustRequest } from '../../../src/policy';

const ACCOUNT = '123456789012';

/**
 * The simulator drops keys of services other than the action's, so those of Cognito have to travel as principal tags:
 * without this, every request that needs one is denied for the wrong reason.
 */
const ALIASES: Readonly<Record<string, string>> = {
  'cognito-identity.amazonaws.com:sub': 'aws:PrincipalTag/x-cognito-sub',
};

/** In trust policies it keeps them, but only the first value of `amr`, so that one travels as a key that it knows to have several. */
const TRUST_ALIASES: Readonly<Record<string, string>> = {
  'cognito-identity.amazonaws.com:amr': 'aws:TagKeys',
};

function alias<T>(json: T, aliases = ALIASES): T {
  return JSON.parse(Object.entries(aliases).reduce((text, [key, tag]) => text.split(key).join(tag), JSON.stringify(json)));
}

/** What the independent simulator says of a permission. */
export async function simulateDecision(request: PolicyRequest, policies: PolicySet): Promise<Decision> {
  const documents = alias(policies);
  return simulate({
    identityPolicies: documents.identity.map(({ name, document }) => ({ name, policy: document! })),
    permissionBoundaryPolicies: documents.boundary && [{ name: documents.boundary.name, policy: documents.boundary.document! }],
    // It takes one session policy; IAM adds several up, and so do their statements in one document.
    sessionPolicy: documents.session && {
      Version: '2012-10-17', Statement: documents.session.flatMap(({ document }) => document!.Statement),
    },
    resourcePolicy: documents.resource && {
      Version: '2012-10-17', Statement: documents.resource.flatMap(({ document }) => document!.Statement),
    },
    request: {
      principal: `arn:aws:sts::${ACCOUNT}:assumed-role/Role/CognitoIdentityCredentials`,
      action: request.action,
      resource: { resource: request.resource, accountId: ACCOUNT },
      contextVariables: alias(request.context),
    },
  });
}

/** What the independent simulator says of a trust policy. */
export async function simulateTrust(trust: PolicyDocument, request: TrustRequest): Promise<Decision> {
  return simulate({
    identityPolicies: [],
    resourcePolicy: alias(trust, TRUST_ALIASES),
    request: {
      principal: request.principal,
      action: request.action,
      resource: { resource: `arn:aws:iam::${ACCOUNT}:role/Role`, accountId: ACCOUNT },
      contextVariables: alias(request.context, TRUST_ALIASES),
    },
  });
}

async function simulate(simulation: object): Promise<Decision> {
  const result = await runSimulation({ serviceControlPolicies: [], resourceControlPolicies: [], ...simulation } as any, {});
  if (result.resultType === 'error') {
    throw new Error(`the simulator refuses the case: ${JSON.stringify(result.errors)}`);
  }
  const ignored = (result as any).result?.ignoredContextKeys ?? [];
  if (ignored.length > 0) {
    throw new Error(`the simulator ignores ${ignored.join(', ')}, so its answer means nothing`);
  }
  return result.overallResult === 'Allowed' ? Decision.ALLOWED : Decision.DENIED;
}
