import { Duration, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { adviseDeadGrants } from './dead-grants';
import { checkOrder } from './role-order';
import { TrustReviewer } from './trust-review';
import { given } from '../../app-tree/given';
import { checkNameable } from '../../app-tree/nameable';
import { WholeApp } from '../../app-tree/whole-app';
import { Standing } from '../../identity-facts/trust/trust-of-pool';
import { checkDurationUnit } from '../../private/duration-unit';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';
import { MadeRole } from '../../roles/made-role';
import { SessionTags, TrustDocument, trustDocument } from '../../roles/trust';
import { IdentityRoleOptions, RoleDefaults } from '../app-identity-pool-props';

/** Where `Role.customizeRoles` leaves its options. */
const CUSTOMIZE_ROLES = '@aws-cdk/iam:customizeRoles';
const PATH_IN_ARN = /(?<=:role)\/(.*\/)?(?=[^/]*$)/;
const ROLE_PATH = /^(\/|\/[\u0021-\u007e]{1,510}\/)$/;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const MAX_DESCRIPTION = 1000;
const NOT_IN_IAM = /[^\t\n\r\u0020-\u007e\u00a1-\u00ff]/gu;

export interface RoleRequest extends IdentityRoleOptions {
  /** Construct id of a new role. */
  readonly id: string;
  /** The prop by which a role of the user's own came. */
  readonly prop: string;
  readonly standing: Standing;
  readonly purpose: string;
}

/** A role at its review; `own` if this identity pool made it. */
interface ReviewedRole extends RoleRequest {
  readonly own?: boolean;
}

/** The one place where roles of an identity pool are made, or accepted. */
export class Roles {
  private readonly made: { role: MadeRole; request: RoleRequest }[] = [];
  private readonly accepted: { role: iam.Role | MadeRole; request: RoleRequest }[] = [];
  private readonly provided: iam.IRole[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly identityPoolId: string,
    private readonly defaults: RoleDefaults,
    private readonly classicFlow: boolean,
    private readonly tags: SessionTags & { readonly keysByProvider: readonly (readonly string[])[] },
  ) {
    this.checkDuration(defaults.maxSessionDuration, 'roleDefaults');
  }

  public provide(request: RoleRequest): iam.IRole {
    const role = request.role ? this.accept(request, request.role) : this.make(request);
    this.provided.push(role);
    return role;
  }

  /** The path of the role, which is a token where it isn't known. */
  public path({ role, path }: IdentityRoleOptions): string {
    if (role instanceof MadeRole) {
      return role.path;
    }
    if (role instanceof iam.Role) {
      const resource = role.node.defaultChild;
      return (iam.CfnRole.isCfnRole(resource) ? resource.path : undefined) ?? '/';
    }
    if (role) {
      return Token.isUnresolved(role.roleArn) ? role.roleArn : PATH_IN_ARN.exec(role.roleArn)?.[0] ?? '/';
    }
    return path ?? this.defaults.path ?? '/';
  }

  /** Trust and grants may be added until the end, so roles are judged only then. */
  public validate(app: WholeApp, reviewer: TrustReviewer): string[] {
    this.adviseGuests(app);
    const text = (standing: Standing) => JSON.stringify(this.trust(standing));
    const written = { authenticated: text('authenticated'), unauthenticated: text('unauthenticated') };
    // what was written here lets the right ones in, and while it stands as it was written, nothing need be resolved to know that
    const keepsTrust = ({ cfnRole }: MadeRole, { standing }: RoleRequest) =>
      JSON.stringify(given(cfnRole, 'AssumeRolePolicyDocument')?.value) === written[standing];
    return [
      ...this.made.flatMap(({ role, request }) => [
        ...role.problems(app),
        ...(keepsTrust(role, request) ? [] : this.review(role, { ...request, own: true }, reviewer)),
      ]),
      ...this.accepted.flatMap(({ role, request }) => this.review(role, request, reviewer)),
    ];
  }

  /** The resources of all roles that this identity pool made or was handed. */
  public get resources(): iam.CfnRole[] {
    return [...this.made, ...this.accepted].flatMap(({ role }) => cfnRoleOf(role) ?? []);
  }

  /** All roles, also those that can't be read; that of everyone signed in is the first. */
  public get all(): readonly iam.IRole[] {
    return this.provided;
  }

  /** In the classic flow the sessions of guests have no policy but the role's. */
  private adviseGuests(app: WholeApp): void {
    for (const { role, request } of this.classicFlow ? [] : [...this.made, ...this.accepted]) {
      const resource = cfnRoleOf(role);
      if (resource && request.standing === 'unauthenticated') {
        adviseDeadGrants(role, resource, app);
      }
    }
  }

  private trust(standing: Standing): TrustDocument {
    return trustDocument(this.scope, this.identityPoolId, standing, standing === 'authenticated' && this.tags.any);
  }

  private review(role: iam.Role | MadeRole, request: ReviewedRole, reviewer: TrustReviewer): string[] {
    const resource = cfnRoleOf(role);
    const { errors, doubts } = resource ? reviewer.review(resource, request.standing, this.tags.keysByProvider) : {
      errors: [], doubts: ['is kept out of the template, so its trust can\'t be read here'],
    };
    if (doubts.length > 0) {
      warn(this.scope, 'role-trust', `${request.prop}: ${role.node.path} ${doubts.join(', and ')}.`);
    }
    return errors.length > 0 ? [`${request.prop}: ${role.node.path} ${errors.join(', and ')}; ${remedy(role, request)}`] : [];
  }

  private make(request: RoleRequest): iam.IRole {
    if (this.scope.node.tryGetContext(CUSTOMIZE_ROLES)?.preventSynthesis) {
      fail(this.scope, `${request.prop}: Role.customizeRoles keeps roles out of the template, `
        + 'and this one is made without the iam.Role that listens to it; '
        + 'hand in the role that was made for it (role)');
    }
    if (this.scope.node.tryFindChild(request.id)) {
      fail(this.scope, `${request.prop}: '${request.id}' is the construct id of another role here already; choose another name`);
    }
    this.checkDuration(request.maxSessionDuration, request.prop);
    this.checkDescription(request);
    const boundary = request.permissionsBoundary ?? this.defaults.permissionsBoundary;
    if (boundary) {
      checkNameable(this.scope, `${request.prop}: permissionsBoundary`, boundary.managedPolicyArn);
    }
    const path = request.path ?? this.defaults.path;
    if (path !== undefined && !Token.isUnresolved(path) && !ROLE_PATH.test(path)) {
      fail(this.scope, `${request.prop}: path must begin and end with '/' and have at most 512 characters, got: '${path}'`);
    }
    const maxSessionDuration = request.maxSessionDuration ?? this.defaults.maxSessionDuration;
    const trust = this.trust(request.standing);
    const [statement] = trust.Statement;
    this.tags.once(() => {
      statement.Action = this.trust(request.standing).Statement[0].Action;
    });
    const role = new MadeRole(this.scope, request.id, {
      trust,
      description: request.roleDescription ?? inLatin1(request.purpose),
      ...(boundary ? { permissionsBoundary: boundary } : {}),
      ...(path !== undefined ? { path } : {}),
      ...(maxSessionDuration ? { maxSessionDuration } : {}),
    });
    this.made.push({ role, request });
    return role;
  }

  private accept(request: RoleRequest, role: iam.IRole): iam.IRole {
    checkNameable(this.scope, `${request.prop}: role`, role.roleArn);
    const options = ([
      'roleDescription', 'permissionsBoundary', 'path', 'maxSessionDuration',
    ] as const).filter(option => request[option] !== undefined);
    if (options.length > 0) {
      fail(
        this.scope,
        `${request.prop}: ${options.join(', ')} can't be set on a role of your own, ${role.node.path}; set it where the role is made`,
      );
    }
    if (role instanceof iam.Role || role instanceof MadeRole) {
      if (role instanceof iam.Role) checkOrder(this.scope, request.prop, role);
      this.accepted.push({ role, request });
    } else {
      warn(this.scope, 'unchecked-role', `${request.prop}: the trust policy of ${role.node.path} can't be read here. `
        + `It must trust this identity pool by aud, and ${request.standing} identities by amr.`);
    }
    const { account } = Stack.of(this.scope);
    if (role.principalAccount !== undefined && Token.compareStrings(role.principalAccount, account) === TokenComparison.DIFFERENT) {
      warn(this.scope, 'role-of-another-account', `${request.prop}: ${role.node.path} is in account ${role.principalAccount} and the `
        + `identity pool in ${account}. `
        + 'Who sets the roles of an identity pool must be allowed to pass them, and roles are not passed across accounts.');
    }
    return role;
  }

  private checkDescription({ roleDescription: description, prop }: RoleRequest): void {
    if (description === undefined || Token.isUnresolved(description)) {
      return;
    }
    if (description.length > MAX_DESCRIPTION) {
      fail(this.scope, `${prop}: roleDescription must have at most ${MAX_DESCRIPTION} characters, got ${description.length}`);
    }
    const refused = description.match(NOT_IN_IAM)?.[0];
    if (refused !== undefined) {
      fail(this.scope, `${prop}: roleDescription may have Latin-1 characters only, got: '${refused}'`);
    }
  }

  private checkDuration(duration: Duration | undefined, prop: string): void {
    checkDurationUnit(this.scope, `${prop}: maxSessionDuration`, duration, ['seconds']);
    if (duration === undefined || duration.isUnresolved()) {
      return;
    }
    const seconds = duration.toSeconds({ integral: false });
    if (seconds < 3600 || seconds > 12 * 3600 || !Number.isInteger(seconds)) {
      fail(this.scope, `${prop}: maxSessionDuration must be 1 to 12 hours in whole seconds, got ${duration.toHumanString()}`);
    }
    if (seconds > 3600 && !this.classicFlow) {
      warn(
        this.scope,
        'session-duration',
        `${prop}: maxSessionDuration is ${duration.toHumanString()}, but sessions last 1 hour unless classicFlow is on.`,
      );
    }
  }
}

function inLatin1(purpose: string): string {
  return Token.isUnresolved(purpose) ? purpose : purpose.replaceAll(NOT_IN_IAM, '?').slice(0, MAX_DESCRIPTION);
}

function cfnRoleOf(role: iam.Role | MadeRole): iam.CfnRole | undefined {
  const resource = role instanceof MadeRole ? role.cfnRole : role.node.defaultChild;
  return iam.CfnRole.isCfnRole(resource) ? resource : undefined;
}

function remedy(role: iam.Role | MadeRole, { prop, standing, own }: ReviewedRole): string {
  const principal = standing === 'authenticated' ? 'authenticatedPrincipal' : 'guestPrincipal';
  if (own) {
    return 'an override or an aspect changed the trust policy that was made for it: take that back';
  }
  if (role instanceof MadeRole) {
    return 'it was made for other identities, so leave it out to have one made, or hand in an iam.Role';
  }
  // these two are asked for before there is an identity pool that could be trusted
  return prop === 'authenticatedRole' || prop === 'guestRole'
    ? 'after the pool is made, add a statement to its assumeRolePolicy: '
      + `sts:AssumeRoleWithWebIdentity for ${principal} of the identity pool, and nothing wider`
    : `make it with assumedBy: ${principal} of the identity pool`;
}
