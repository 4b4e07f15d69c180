import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Claim } from './claim';
import { Judged } from '../private/judged';
import { required } from '../private/present';
import { userError } from '../private/user-error';
import { ClaimSource } from './private/claims/claim-source';
import { RuleMatch } from './private/claims/rule-match';

/**
 * A condition on one claim that gives someone a role.
 *
 * Rules are tried in the order in which they were added; the first that matches decides. People may also ask for the role of any rule that
 * matches them, so the order chooses a default and is not a boundary.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#using-rules-to-assign-roles-to-users
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { attributes: { custom: { plan: CustomAttribute.text() } } });
 * auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
 */
export class RoleRule {
  /**
   * The claim has exactly this value.
   *
   * @param claim which claim is looked at
   * @param value the text that the claim is compared with
   * @throws in `addRule`, when the value does not have 1 to 128 characters, or the claim has many values
   */
  public static equalTo(claim: Claim, value: string): RoleRule {
    return new RoleRule(claim, RuleMatch.EQUALS, value);
  }

  /**
   * The claim contains this text anywhere. On `cognito:groups` the text must be a group's whole name and part of no other's.
   *
   * @param claim which claim is looked at
   * @param value the text that the claim is compared with
   * @throws in `addRule`, when the value does not have 1 to 128 characters
   */
  public static contains(claim: Claim, value: string): RoleRule {
    return new RoleRule(claim, RuleMatch.CONTAINS, value);
  }

  /**
   * The claim starts with this text.
   *
   * @param claim which claim is looked at
   * @param value the text that the claim is compared with
   * @throws in `addRule`, when the value does not have 1 to 128 characters, or the claim has many values
   */
  public static startsWith(claim: Claim, value: string): RoleRule {
    return new RoleRule(claim, RuleMatch.STARTS_WITH, value);
  }

  /**
   * The claim is there and has any other value. It matches everyone except some, and never people without the claim, so it needs a reason.
   *
   * @param claim which claim is looked at
   * @param value the text that the claim is compared with
   * @param reason why everyone else may have the role, for those who read the template later
   * @throws in `addRule`, when the value does not have 1 to 128 characters, the claim has many values, or the reason is empty
   */
  public static notEqualTo(claim: Claim, value: string, reason: string): RoleRule {
    return new RoleRule(claim, RuleMatch.NOT_EQUAL, value, () => {
      if (!reason?.trim()) {
        throw userError(`RoleRule.notEqualTo: reason is empty for the claim '${claim.name}'; say why every other value deserves the role, `
          + 'or use equalTo');
      }
    });
  }

  /**
   * The app asked for a level of authentication, and the person reached exactly this one, 1 to 4: `acr` is `urn:cognito:loa:3`. A person
   * with a higher level doesn't match; add a rule for each level that suffices. Levels with names of their own need `equalTo`.
   *
   * @param level a whole number, 1 to 4
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-step-up-authentication.html
   *
   * @throws in `addRule`, when the level is not 1, 2, 3 or 4
   */
  public static authenticationLevel(level: number): RoleRule {
    return new RoleRule(Claim.authenticationLevel(), RuleMatch.EQUALS, `urn:cognito:loa:${level}`, () => {
      if (!Token.isUnresolved(level) && ![1, 2, 3, 4].includes(level)) {
        throw userError(`RoleRule.authenticationLevel: level is ${level}; use 1, 2, 3 or 4`);
      }
    });
  }

  private readonly judged: Judged<void>;

  private constructor(
    /**
     * The claim that is compared.
     */
    public readonly claim: Claim,
    /**
     * How it is compared.
     *
     * @internal
     */
    public readonly _match: RuleMatch,
    /**
     * What it is compared with.
     */
    public readonly value: string,
    check: () => void = () => {},
  ) {
    this.judged = Judged.of(() => {
      required(undefined, 'RoleRule', { claim, value });
      check();
      if (!Token.isUnresolved(value) && (value.length < 1 || value.length > 128)) {
        throw userError(`RoleRule: value must have 1 to 128 characters, got ${value.length}: '${value}'`);
      }
      if (claim._source === ClaimSource.GROUPS && _match !== RuleMatch.CONTAINS) {
        throw userError(`RoleRule: the claim 'cognito:groups' has many values and ${_match} on it is not documented; use addGroup, `
          + 'or contains with a group\'s name');
      }
    });
  }

  /**
   * Throws what was wrong when the rule and its claim were made.
   *
   * @internal
   */
  public _judge(scope: IConstruct, call: string): void {
    this.claim?._judge(scope, call);
    this.judged.at(scope, call);
  }
}
