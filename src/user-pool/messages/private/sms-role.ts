import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { wholeApp } from '../../../app-tree/synthesis';
import { covers } from '../../../policy/action-pattern';
import { asList } from '../../../private/as-list';
import { fail } from '../../../private/fail';
import { warn } from '../../../private/warn';

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

export const COGNITO = 'cognito-idp.amazonaws.com';
const POLICY_TYPES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];

/**
 * Takes a role of the user's own for text messages. What it trusts and may do can be changed until the end, so it is judged only then.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms-user-pool-settings.html
 */
export function acceptSmsRole(scope: IConstruct, role: iam.IRoleRef, externalId: string | undefined, action: string): void {
  if (externalId === undefined) {
    fail(scope, 'sms.externalId is missing, which leaves sms.role open to pools of other accounts; give the one that the role asks for');
  }
  if (!Token.isUnresolved(externalId) && !EXTERNAL_ID.test(externalId)) {
    fail(scope, `sms.externalId: '${externalId}' must have 2 to 1224 letters, digits or +=,.@:/-_`);
  }
  const resource = iam.CfnRole.isCfnRole(role) ? role : role.node.defaultChild;
  if (!iam.CfnRole.isCfnRole(resource)) {
    warn(scope, 'unchecked-sms-role', `sms.role: ${role.node.path} is not made in this app, so it can't be checked. `
      + `It must let ${COGNITO} assume it with the external id '${externalId}' only, and allow ${action}.`);
    return;
  }
  scope.node.addValidation({
    validate: () => {
      if (!maySend(resource, action)) {
        warn(
          scope,
          'sms-role-cannot-publish',
          `sms.role: nothing in this app lets ${role.node.path} call ${action}, without which no text message is sent; allow it`,
        );
      }
      return problemsOfTrust(resource, role.node.path, externalId);
    },
  });
}

function problemsOfTrust(role: iam.CfnRole, path: string, externalId: string): string[] {
  const stack = Stack.of(role);
  const trust = stack.resolve(role.assumeRolePolicyDocument);
  const statements = asList<any>(trust?.Statement)
    .filter(({ Effect, Principal }) => Effect === 'Allow' && asList<any>(Principal?.Service).includes(COGNITO));
  if (statements.length === 0) {
    return [
      `sms.role: ${path} does not trust ${COGNITO}, which sends the text messages; make it with assumedBy: `
        + `new ServicePrincipal('${COGNITO}')`,
    ];
  }
  if (statements.some((statement) => externalIdsOf(statement).length === 0 && !namesSource(statement))) {
    return [`sms.role: ${path} trusts Cognito without an external id, so a pool of any account can send with it; `
      + 'add the condition { StringEquals: { \'sts:ExternalId\': … } } with sms.externalId'];
  }
  const open = statements.some((statement) => {
    const ids = externalIdsOf(statement);
    return ids.length === 0 || Token.isUnresolved(externalId) || ids.some((id) => typeof id !== 'string' || id === externalId);
  });
  const asked = statements.flatMap(externalIdsOf).map((id) => `'${id}'`).join(', ');
  return open ? [] : [`sms.role: ${path} asks for the external id ${asked}, and sms.externalId is '${externalId}'; use the same`];
}

function externalIdsOf({ Condition }: any): any[] {
  return Object.entries(Condition?.StringEquals ?? {}).filter(([key]) => /^sts:externalid$/i.test(key))
    .flatMap(([, value]) => asList<any>(value));
}

/** Cognito says for which pool and account it assumes the role, which keeps other accounts out as well. */
function namesSource({ Condition }: any): boolean {
  return Object.entries<any>(Condition ?? {}).some(([operator, keys]) => /^(String|Arn)(Equals|Like)$/.test(operator)
    && Object.keys(keys).some((key) => /^aws:source(account|arn)$/i.test(key)));
}

/** Managed policies from elsewhere may allow anything. */
function maySend(role: iam.CfnRole, needed: string): boolean {
  const app = wholeApp(role);
  const { ManagedPolicyArns, Policies, RoleName } = app.properties(role);
  if (asList(ManagedPolicyArns).length > 0) {
    return true;
  }
  const names = ({ Roles, RoleName: single }: any): any[] => [...asList<any>(Roles), ...asList<any>(single)];
  const attached = POLICY_TYPES.flatMap((type) => app.of(type)).filter((policy) => {
    const roles = names(app.properties(policy));
    return app.refersTo(roles, policy, role) === 'yes' || (typeof RoleName === 'string' && roles.includes(RoleName));
  }).map((policy) => app.properties(policy));
  return [...asList<any>(Policies), ...attached].flatMap(({ PolicyDocument }) => asList<any>(PolicyDocument?.Statement))
    .some(({ Effect, Action }) =>
      Effect === 'Allow' && asList<any>(Action).some((action) => typeof action !== 'string' || covers(action, needed)));
}
