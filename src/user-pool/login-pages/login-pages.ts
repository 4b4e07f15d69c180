import { IConstruct } from 'constructs';
import { CustomLoginPagesProps, LoginPageOptions, PrefixLoginPagesProps } from './login-pages-props';
import { checkCss } from './private/css';
import { checkDomainName, checkPrefix } from './private/domain-names';
import { LoginPagesBlueprint } from './private/login-pages-blueprint';
import { checkTerms } from './private/terms';
import { Judged } from '../../private/judged';
import { required, withoutNulls } from '../../private/present';
import { userError } from '../../private/user-error';

/**
 * Properties of `LoginPages.moving`.
 */
export interface MovingLoginPagesProps {
  /**
   * The login pages after the second deployment.
   */
  readonly to: LoginPages;

  /**
   * Login pages of the other kind that people can use until then: a prefix while a custom domain moves, or the other way round.
   * @default - nobody signs in on login pages between the two deployments
   */
  readonly meanwhile?: LoginPages;
}

/**
 * The pages that Cognito serves: where they are and what they look like.
 *
 * Creates an `AWS::Cognito::UserPoolDomain` and, for each app client with the code grant, an `AWS::Cognito::ManagedLoginBranding`, without
 * which managed login shows no page.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', {
 *   client: AppClient.browser({ callbackUrls: ['https://app.example.com/'], logoutUrls: ['https://app.example.com/bye'] }),
 *   loginPages: LoginPages.prefix(),
 * });
 * new CfnOutput(this, 'SignIn', { value: auth.loginPages.signInUrl(auth.client) });
 */
export class LoginPages {
  /**
   * Pages at a domain of Cognito: `https://PREFIX.auth.REGION.amazoncognito.com`.
   *
   * @param props the prefix, and how the pages look
   * @throws in the pool, when Cognito refuses the prefix, or an option is not for the pages that are asked for
   */
  public static prefix(props: PrefixLoginPagesProps = {}): LoginPages {
    props = withoutNulls(props ?? {});
    const { prefix } = props;
    return new LoginPages(() => {
      if (prefix !== undefined) {
        checkPrefix('LoginPages.prefix', prefix);
      }
      const named = prefix !== undefined ? { prefix } : {};
      return { domains: [{ kind: 'prefix', ...named, ...lookOf('LoginPages.prefix', props) }] };
    });
  }

  /**
   * Pages at a custom domain.
   *
   * @param props the domain name, and how it is reached
   * @throws in the pool, when Cognito refuses the address, an option is not for the pages that are asked for, or the certificate is missing
   * or in another region than us-east-1
   */
  public static custom(props: CustomLoginPagesProps): LoginPages {
    props = withoutNulls(props);
    return new LoginPages(() => {
      required(undefined, 'LoginPages.custom', props, 'domainName');
      checkDomainName('LoginPages.custom', props);
      return { domains: [{ kind: 'custom', custom: props, ...lookOf('LoginPages.custom', props) }] };
    });
  }

  /**
   * The first of two deployments that change the prefix, or the custom domain, of a pool.
   *
   * A pool has one domain of each kind, and CloudFormation creates the new one before it deletes the old one, so changing the name fails.
   * This deletes the old one. Deploy it, then put `to` itself in its place and deploy again. A change from a prefix to a custom domain, or
   * back, needs none of this.
   *
   * @param props the new pages, and where people sign in meanwhile
   * @throws in the pool, when `to` and `meanwhile` are of one kind, or are moving themselves
   */
  public static moving(props: MovingLoginPagesProps): LoginPages {
    props = withoutNulls(props);
    return new LoginPages(() => {
      required(undefined, 'LoginPages.moving', props, 'to');
      const [to, ...more] = props.to.judged.value.domains;
      const meanwhile = props.meanwhile?.judged.value.domains ?? [];
      if (more.length > 0 || meanwhile.length > 1 || [to, ...meanwhile].some(({ awaited }) => awaited)) {
        throw userError('LoginPages.moving: to or meanwhile is moving itself; give LoginPages.prefix or LoginPages.custom');
      }
      if (meanwhile.some(({ kind }) => kind === to.kind)) {
        throw userError(`LoginPages.moving: to and meanwhile are both of the kind ${to.kind}, of which a pool has one; `
          + `for meanwhile use LoginPages.${to.kind === 'prefix' ? 'custom' : 'prefix'}`);
      }
      return { domains: [{ ...to, awaited: true }, ...meanwhile] };
    });
  }

  private readonly judged: Judged<LoginPagesBlueprint>;

  private constructor(make: () => LoginPagesBlueprint) {
    this.judged = Judged.of(make);
  }

  /**
   * What the pages are made of, or what was wrong when they were.
   *
   * @internal
   */
  public _blueprintAt(scope: IConstruct): LoginPagesBlueprint {
    return this.judged.at(scope);
  }
}

function lookOf(call: string, { branding, terms, classic, css }: LoginPageOptions): { classic: boolean; look: LoginPageOptions } {
  if (classic && (branding || terms)) {
    throw userError(`${call}: ${branding ? 'branding' : 'terms'} is for managed login only, and classic is true; remove one of the two`);
  }
  if (!classic && css !== undefined) {
    throw userError(`${call}: css is for classic pages only; set classic: true, or give managed login a branding`);
  }
  if (css !== undefined) {
    checkCss(`${call}: css`, css);
  }
  if (terms) {
    checkTerms(`${call}: terms`, terms);
  }
  return {
    classic: classic ?? false,
    look: { ...(branding ? { branding } : {}), ...(terms ? { terms } : {}), ...(css !== undefined ? { css } : {}) },
  };
}
