import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Judged } from '../private/judged';
import { required } from '../private/present';
import { userError } from '../private/user-error';
import { CUSTOM_PREFIX, checkStandardName, checkTriggerName } from './private/claims/claim-names';
import { ClaimSource } from './private/claims/claim-source';

/**
 * A claim of the token that someone signs in with, and who can write it.
 *
 * A rule on a claim that its subject can write lets people choose their own role, so the library works out the writers of
 * profile attributes from the pool and all of its app clients, and refuses such a rule unless it is acknowledged with a reason.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { attributes: { custom: { plan: CustomAttribute.text() } } });
 * auth.addRule('Gold', RoleRule.equalTo(Claim.customAttribute('plan'), 'gold'));
 */
export class Claim {
  /**
   * A custom attribute of the user pool, named without the prefix `custom:`.
   *
   * @param name the name, without `custom:`
   * @throws where the claim is used, when the name has the prefix
   */
  public static customAttribute(name: string): Claim {
    return new Claim(`${CUSTOM_PREFIX}${name}`, ClaimSource.ATTRIBUTE, Judged.of(() => {
      required(undefined, 'Claim.customAttribute', { name });
      if (!Token.isUnresolved(name) && name.startsWith(CUSTOM_PREFIX)) {
        throw userError(`Claim.customAttribute: name must come without the prefix, got: ${name}; write `
          + `'${name.slice(CUSTOM_PREFIX.length)}'`);
      }
    }));
  }

  /** The e-mail address. `email_verified` says whether its owner proved it. */
  public static email(): Claim {
    return Claim.standardAttribute('email');
  }

  /** The phone number. `phone_number_verified` says whether its owner proved it. */
  public static phoneNumber(): Claim {
    return Claim.standardAttribute('phone_number');
  }

  /** The unique id that the user pool gave the user. */
  public static sub(): Claim {
    return Claim.standardAttribute('sub');
  }

  /**
   * A standard attribute of the user pool as it is named in the token, such as `email` or `family_name`; also `sub`, and whether a
   * contact is verified.
   *
   * @param name the name in tokens, such as `family_name`
   * @throws where the claim is used, when no user pool has a standard attribute of that name
   */
  public static standardAttribute(name: string): Claim {
    return new Claim(name, ClaimSource.ATTRIBUTE, Judged.of(() => {
      required(undefined, 'Claim.standardAttribute', { name });
      checkStandardName(name);
    }));
  }

  /**
   * The names of the groups the user is in. Prefer `addGroup`, which needs no rule.
   */
  public static groups(): Claim {
    return new Claim('cognito:groups', ClaimSource.GROUPS);
  }

  /**
   * The user name, chosen by the user where people sign up themselves. Where they sign in with an e-mail address or a phone number, Cognito
   * makes it up.
   */
  public static username(): Claim {
    return new Claim('cognito:username', ClaimSource.ACCOUNT);
  }

  /**
   * How strongly someone proved who they are (`acr`), as Cognito itself found it: nobody writes it. See `RoleRule.authenticationLevel`.
   *
   * It is in the token only if the app asked for a level (`acr_values`, or `TARGET_ACR_VALUES` in the flow `USER_AUTH`), for which the pool
   * needs the Essentials plan. For federated people it is what their provider said, and the lowest level if nothing maps it.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-step-up-authentication.html
   */
  public static authenticationLevel(): Claim {
    return new Claim('acr', ClaimSource.SIGN_IN);
  }

  /**
   * A claim that the pool's pre token generation trigger adds. The trigger decides who becomes which role: review it. An attribute that the
   * trigger may leave as it is must not be written by people either.
   *
   * @param name the name that the trigger gives the claim
   * @throws where the claim is used, when a trigger can't set that claim, or another factory makes it
   */
  public static fromTrigger(name: string): Claim {
    return new Claim(name, ClaimSource.TRIGGER, Judged.of(() => checkTriggerName(name)));
  }

  /**
   * A claim that an identity provider outside Cognito issues, for rules on Google, Apple, OIDC and SAML providers.
   *
   * @param name the name of the claim in the tokens of the provider
   */
  public static fromProvider(name: string): Claim {
    return new Claim(name, ClaimSource.PROVIDER);
  }

  /**
   * Whom the token is for: the id of the app client.
   *
   * @internal
   */
  public static _audience(): Claim {
    return new Claim('aud', ClaimSource.ATTRIBUTE);
  }

  private readonly judged: Judged<void>;

  private constructor(
    /**
     * The name of the claim in the token.
     */
    public readonly name: string,
    /**
     * Where its value comes from.
     *
     * @internal
     */
    public readonly _source: ClaimSource,
    judged: Judged<void> = Judged.NOTHING,
    /**
     * Why it is all right that the writers of this claim are not checked.
     *
     * @internal
     */
    public readonly _acknowledgement?: string,
  ) {
    this.judged = judged.and(() => {
      required(undefined, 'Claim', { name });
      if (!Token.isUnresolved(name) && (name.length < 1 || name.length > 64 || /\s/u.test(name))) {
        throw userError(`Claim: name must have 1 to 64 characters and no white space, got: '${name}'`);
      }
    });
  }

  /**
   * The same claim, accepted although its subject may be able to write it, or although its writers are unknown.
   *
   * @param reason why that is acceptable, for those who read the template later
   * @throws where the claim is used, when the reason is empty
   */
  public acknowledgeWriters(reason: string): Claim {
    return new Claim(this.name, this._source, this.judged.and(() => {
      if (!reason?.trim()) {
        throw userError(`Claim.acknowledgeWriters: reason is empty for the claim '${this.name}'; say why nobody can write themselves `
          + 'into a role');
      }
    }), reason);
  }

  /**
   * Throws what was wrong when the claim was made.
   *
   * @internal
   */
  public _judge(scope: IConstruct, call: string): void {
    this.judged.at(scope, call);
  }
}
