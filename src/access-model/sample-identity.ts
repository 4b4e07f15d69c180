import { AccessDecision, RoleOutcome } from './answers';
import type { Questions } from './private/questions';
import { AccessOptions, RoleRequest, RoleRequestOptions } from './requests';
import { Decision } from '../policy';

/**
 * A person as a test describes them: a guest, or a user who signed in.
 *
 * `AccessModel.guest` and `AccessModel.signedIn` return it.
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth');
 * const admins = auth.addGroup('admins');
 *
 * const model = AccessModel.fromStack(this);
 * const ada = model.signedIn(auth.client.userPoolClientId, { groups: ['admins'] });
 * ada.assertBecomes(admins.role.roleArn);
 * ada.assertCannot('s3:GetObject', 'arn:aws:s3:::payroll/2024.csv');
 */
export class SampleIdentity {
  /**
   * @internal
   */
  public static _of(model: Questions, request: RoleRequest): SampleIdentity {
    return new SampleIdentity(model, request);
  }

  private constructor(
    private readonly model: Questions,
    /** The tokens that this identity presents, and the identity pool if only one accepts them. */
    public readonly request: RoleRequest,
  ) {}

  /**
   * Which role this identity becomes.
   *
   * @param options what is known about the request besides who asks
   * @throws when there are several identity pools and the options name none
   */
  public becomes(options: RoleRequestOptions = {}): RoleOutcome {
    return this.model.becomes(this.asking(options));
  }

  /**
   * The name of the role that this identity becomes, as the model has it.
   *
   * @param options what is known about the request besides who asks
   * @throws when it becomes none, or when that is not known, with the reason
   */
  public role(options: RoleRequestOptions = {}): string {
    return this.model.roleFor(this.asking(options));
  }

  /**
   * Checks that this identity becomes a role.
   *
   * @param role its name in the model, its logical id or its ARN, such as `auth.authenticated.role.roleArn`
   * @param options what is known about the request besides who asks
   * @throws when it becomes another one or none, with the reason
   */
  public assertBecomes(role: string, options: RoleRequestOptions = {}): void {
    this.model.assertBecomes(role, this.asking(options));
  }

  /**
   * Checks that this identity gets no role, not even by asking for one (`customRoleArn`).
   *
   * @param options what is known about the request besides who asks
   * @throws when it gets one, or when that is not known, with the reason
   */
  public assertRefused(options: RoleRequestOptions = {}): void {
    const request = this.asking(options);
    this.model.assertRefused(request);
    this.eachOnRequest(request, customRoleArn => this.model.assertRefused({ ...request, customRoleArn }));
  }

  /**
   * Whether the role that this identity becomes may do something, with the session tags that its claims make.
   *
   * @param action one action, such as `s3:GetObject`
   * @param resource an ARN, or `*` for an action that knows no resources
   * @param options what else is known about the request
   * @throws when it becomes no role, or as `AccessModel.can` does
   */
  public can(action: string, resource: string, options: AccessOptions = {}): AccessDecision {
    const role = this.role();
    const [first, ...others] = this.tagged(options, role).map(tagged => this.model.can(role, action, resource, tagged));
    return others.every(({ decision }) => decision === first.decision) ? first : {
      decision: Decision.UNKNOWN, reason: 'whether a session has a tag whose claim the token lacks, or an empty one, is not documented',
    };
  }

  /**
   * Checks that this identity may do something.
   *
   * @param action one action, such as `s3:GetObject`
   * @param resource an ARN, or `*` for an action that knows no resources
   * @param options what else is known about the request
   * @throws when it may not, or when that is not known, with the reason
   */
  public assertCan(action: string, resource: string, options: AccessOptions = {}): void {
    const role = this.role();
    this.tagged(options, role).forEach(tagged => this.model.assertCan(role, action, resource, tagged));
  }

  /**
   * Checks that this identity has a role which may not do something, and gets none that may by asking for it (`customRoleArn`). For an
   * identity without a role, use `assertRefused`.
   *
   * @param action one action, such as `s3:GetObject`
   * @param resource an ARN, or `*` for an action that knows no resources
   * @param options what else is known about the request
   * @throws when it may, when it becomes no role, or when that is not known, with the reason
   */
  public assertCannot(action: string, resource: string, options: AccessOptions = {}): void {
    const check = (role: string) =>
      this.tagged(options, role).forEach(tagged => this.model.assertCannot(role, action, resource, tagged));
    check(this.role());
    this.eachOnRequest(this.request, check);
  }

  private eachOnRequest(request: RoleRequest, check: (role: string) => void): void {
    for (const role of request.customRoleArn === undefined ? this.model._rolesOnRequest(request) : []) {
      try {
        check(role);
      } catch (error) {
        throw new Error(`this identity may ask for the role ${role} (customRoleArn): ${(error as Error).message}`);
      }
    }
  }

  private asking(options: RoleRequestOptions): RoleRequest {
    return { ...this.request, ...options };
  }

  /** With the tags that the claims give. A claim that is not there gives no tag or an empty one, which is not documented. */
  private tagged({ context }: AccessOptions, role: string): AccessOptions[] {
    const tagOf = ([tag, value]: [string, string | string[]]) => [`aws:PrincipalTag/${tag}`, value];
    const tags = Object.entries(this.becomes().principalTags ?? {}).map(tagOf);
    const left = this.model._tagsLeftOut(this.request, role);
    return (left.length > 0 ? [[], ''] : ['']).map(nothing => {
      const without = left.map(tag => tagOf([tag, nothing]));
      return { context: { ...Object.fromEntries([...without, ...tags]), ...context } };
    });
  }
}
