import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AppResource } from '../../app-tree/app-resource';
import { WholeApp } from '../../app-tree/whole-app';
import { isDeadForGuests } from '../../policy/guest-services';
import { asList } from '../../private/as-list';
import { warn } from '../../private/warn';

const ATTACHED = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];
const SHOWN = 5;

/** Warns of what guests are granted and never get: Cognito adds a policy of its own to their sessions. */
export function adviseDeadGrants(scope: IConstruct, role: iam.CfnRole, app: WholeApp): void {
  const dead = [...new Set(documentsOf(role, app).flatMap(actionsOf).filter(isDeadForGuests))];
  if (dead.length > 0) {
    warn(scope, 'guest-grant-dead', `guests are granted ${dead.slice(0, SHOWN).join(', ')}${dead.length > SHOWN ? ' and more' : ''}, `
      + 'which the session policy that Cognito adds for guests leaves out, so this allows nothing; remove the grant, '
      + 'or let people sign in for it');
  }
}

function documentsOf(role: iam.CfnRole, app: WholeApp): any[] {
  const namesRole = (policy: AppResource) => asList(app.properties(policy).Roles).some(name => app.refersTo(name, policy, role) === 'yes');
  const named = asList(app.properties(role).ManagedPolicyArns).flatMap(arn => app.reference(arn, role)?.target ?? []);
  return [
    ...asList(app.properties(role).Policies).map((policy: any) => policy?.PolicyDocument),
    ...ATTACHED.flatMap(type => app.of(type)).filter(policy => namesRole(policy) || named.includes(policy))
      .map(policy => app.properties(policy).PolicyDocument),
  ];
}

function actionsOf(document: any): string[] {
  return asList(document?.Statement).filter((statement: any) => statement?.Effect === 'Allow')
    .flatMap((statement: any) => asList(statement.Action)).filter(action => typeof action === 'string');
}
