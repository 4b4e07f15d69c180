import { Lazy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { RoleMapping } from './mapping/role-mapping';
import type { Roles } from './roles';
import { comparable, targetName } from './target-name';
import { isAsMade } from '../../app-tree/given';
import { isIntrinsic } from '../../app-tree/values';
import { WholeApp } from '../../app-tree/whole-app';
import { Standing } from '../../identity-facts/trust/trust-of-pool';
import { warn } from '../../private/warn';
import { arnInItsStack } from '../../roles/made-role';

/** The one role attachment of an identity pool. */
export class RoleAttachment {
  public readonly resource: cognito.CfnIdentityPoolRoleAttachment;
  private readonly mappings = Lazy.uncachedAny({ produce: () => this.mapping.render() });

  constructor(
    private readonly pool: Construct,
    identityPoolId: string,
    private readonly mapping: RoleMapping,
    private readonly roles: Partial<Record<Standing, iam.IRole>>,
  ) {
    this.resource = new cognito.CfnIdentityPoolRoleAttachment(pool, 'RoleAttachment', {
      identityPoolId,
      roles: this.arns(),
      roleMappings: this.mappings,
    });
  }

  /** Roles that only the attachment as rendered names were never looked at. */
  public advise(roles: Roles, app: WholeApp): void {
    const strange = isAsMade(this.resource, { roles: this.arns(), roleMappings: this.mappings }) ? [] : this.strangeRoles(roles, app);
    if (strange.length > 0) {
      warn(this.pool, 'attachment-changed', `the role attachment was changed: it gives ${strange.join(', ')}, which this identity pool `
        + 'was not told of and did not check. '
        + 'Hand the role in instead (authenticatedRole, guestRole, addGroup, addRule).');
    }
  }

  private arns(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.roles).map(([standing, role]) => [standing, arnInItsStack(role)]));
  }

  private strangeRoles(roles: Roles, app: WholeApp): string[] {
    const { Roles: given, RoleMappings: mappings } = app.properties(this.resource);
    const asOne = (arn: unknown) => comparable(arn, this.pool, app);
    const arns = roles.all.map(role => asOne(app.resolve(arnInItsStack(role), this.pool)));
    const handed = new Set(arns);
    const named = [
      ...Object.entries<any>(isIntrinsic(given) ? {} : given ?? {}),
      ...Object.values<any>(isIntrinsic(mappings) ? {} : mappings ?? {}).flatMap(({ RulesConfiguration: rules }): [string, any][] =>
        Array.isArray(rules?.Rules) ? rules.Rules.map(({ Value, RoleARN }: any) => [`the rule on ${String(Value)}`, RoleARN]) : []),
    ];
    const strange = [
      ...named.filter(([, arn]) => !handed.has(asOne(arn)))
        .map(([whose, arn]) => `${whose} the role ${targetName(arn, this.pool, app)}`),
      ...[given, mappings].filter(isIntrinsic).map(value => `roles by ${JSON.stringify(value)}`),
    ];
    const { authenticated } = given ?? {};
    if (strange.length === 0 && asOne(authenticated) !== arns[0]) {
      const instead = authenticated === undefined ? 'no role' : `the role ${targetName(authenticated, this.pool, app)}`;
      strange.push(`authenticated ${instead}`);
    }
    return strange;
  }
}
