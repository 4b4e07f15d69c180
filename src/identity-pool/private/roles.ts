import { Duration, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Standing, trustDocument, trustsIdentityPool } from './trust';
import { MadeRole } from '../../grants/private/made-role';
import { fail } from '../../private/fail';
import { warn } from '../../private/warn';
import { IdentityRoleOptions, RoleDefaults } from '../app-identity-pool-props';

const ROLE_PATH = /^(\/|\/[\u0021-\u007e]{1,510}\/)$/;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const NOT_IN_IAM = /[^\t\n\r\u0020-\u007e\u00a1-\u00ff]/gu;

export interface RoleRequest extends IdentityRoleOptions {
  /** Construct id of a new role. */
  readonly id: string;
  /** The prop by which a role of the user's own came. */
  readonly prop: string;
  readonly standing: Standing;
  readonly purpose: string;
}

/** The one place where roles of an identity pool are made, or accepted. */
export class Roles {
  private readonly made: MadeRole[] = [];
  private readonly unproven: { role: iam.Role; request: RoleRequest }[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly identityPoolId: string,
    private readonly defaults: RoleDefaults,
    private readonly classicFlow: boolean,
  ) {
    this.checkDuration(defaults.maxSessionDuration, 'roleDefaults');
  }

  public provide(request: RoleRequest): iam.IRole {
    return request.role ? this.accept(request, request.role) : this.make(request);
  }

  /** The path of a new role. What a role of the user's own is called, was decided elsewhere. */
  public path(options: IdentityRoleOptions): string {
    return options.role ? '/' : options.path ?? this.defaults.path ?? '/';
  }

  /** Trust and grants may be added until the end, so roles are judged only then. */
  public validate(): string[] {
    return [...this.made.flatMap(role => role.problems()), ...this.untrusting()];
  }

  private untrusting(): string[] {
    return this.unproven
      .filter(({ role, request }) => !trustsIdentityPool(this.scope, role.assumeRolePolicy?.toJSON(), this.identityPoolId, request.standing))
      .map(({ role, request }) => `${request.prop}: ${role.node.path} does not trust this identity pool for ${request.standing} identities; `
        + `make it with assumedBy: ${request.standing === 'authenticated' ? 'authenticatedPrincipal' : 'guestPrincipal'} of the identity pool`);
  }

  private make(request: RoleRequest): iam.IRole {
    this.checkDuration(request.maxSessionDuration, request.prop);
    const description = request.description ?? request.purpose.replaceAll(NOT_IN_IAM, '?');
    if (!Token.isUnresolved(description) && description.length > 1000) {
      fail(this.scope, `${request.prop}: description must have at most 1000 characters, got ${description.length}`);
    }
    const refused = Token.isUnresolved(description) ? undefined : description.match(NOT_IN_IAM)?.[0];
    if (refused !== undefined) {
      fail(this.scope, `${request.prop}: description may have Latin-1 characters only, got: '${refused}'`);
    }
    const boundary = request.permissionsBoundary ?? this.defaults.permissionsBoundary;
    const path = request.path ?? this.defaults.path;
    if (path !== undefined && !Token.isUnresolved(path) && !ROLE_PATH.test(path)) {
      fail(this.scope, `${request.prop}: path must begin and end with '/' and have at most 512 characters, got: '${path}'`);
    }
    const maxSessionDuration = request.maxSessionDuration ?? this.defaults.maxSessionDuration;
    const role = new MadeRole(this.scope, request.id, {
      trust: trustDocument(this.scope, this.identityPoolId, request.standing),
      description,
      ...(boundary ? { permissionsBoundary: boundary } : {}),
      ...(path !== undefined ? { path } : {}),
      ...(maxSessionDuration ? { maxSessionDuration } : {}),
    });
    this.made.push(role);
    return role;
  }

  private accept(request: RoleRequest, role: iam.IRole): iam.IRole {
    const options = (['description', 'permissionsBoundary', 'path', 'maxSessionDuration'] as const).filter(option => request[option] !== undefined);
    if (options.length > 0) {
      fail(this.scope, `${request.prop}: ${options.join(', ')} can't be set on a role of your own, ${role.node.path}; set it where the role is made`);
    }
    if (role instanceof iam.Role) {
      this.unproven.push({ role, request });
    } else {
      warn(this.scope, 'unchecked-role', `${request.prop}: ${role.node.path} is not made in this app, so its trust policy can't be checked. `
        + `It must trust this identity pool by aud, and ${request.standing} identities by amr.`);
    }
    return role;
  }

  private checkDuration(duration: Duration | undefined, prop: string): void {
    if (duration === undefined || duration.isUnresolved()) {
      return;
    }
    const seconds = duration.toSeconds();
    if (seconds < 3600 || seconds > 12 * 3600) {
      fail(this.scope, `${prop}: maxSessionDuration must be 1 to 12 hours, got ${duration.toHumanString()}`);
    }
    if (seconds > 3600 && !this.classicFlow) {
      warn(this.scope, 'session-duration', `${prop}: maxSessionDuration is ${duration.toHumanString()}, but sessions last 1 hour unless classicFlow is on.`);
    }
  }
}
