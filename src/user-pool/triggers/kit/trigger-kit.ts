import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { checkClaims, checkDomains, checkGroup, checkProviders } from './private/check-options';
import { POST_CONFIRMATION, PRE_SIGN_UP, PRE_TOKEN } from './private/inline-sources';
import { adviseClaims, adviseDomains, adviseGroup, adviseLinking, adviseOn } from './private/kit-advice';
import { kitFunction } from './private/kit-function';
import { PostConfirmationKitOptions, PreSignUpKitOptions, PreTokenGenerationKitOptions } from './trigger-kit-options';
import { acceptedByProp, accepts } from '../../../app-tree/accepts';
import { Judged } from '../../../private/judged';
import { presentIn, presentOf, required, withoutNulls } from '../../../private/present';
import { userError } from '../../../private/user-error';
import { Trigger } from '../trigger';

/**
 * Triggers with ready-made functions, for what most pools need.
 *
 * Each creates a Lambda function (Node, with its code in the template), its role and its log group, which keeps entries for three months.
 * The role may do at this pool what is described below, and nothing else. A trigger has one function: pass all options of the same trigger
 * at once; the kit can't be combined with a function of your own.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html
 *
 * @example
 * const auth = new CognitoAuth(this, 'Auth', { selfSignUp: true, attributes: { custom: { plan: CustomAttribute.text() } } });
 * auth.addGroup('members');
 * auth.addTrigger(TriggerKit.preSignUp({ emailDomains: ['example.com'] }));
 * auth.addTrigger(TriggerKit.postConfirmation({ group: 'members' }));
 * auth.addTrigger(TriggerKit.preTokenGeneration({ claims: { plan: 'custom:plan' } }));
 */
export class TriggerKit {
  /**
   * Before a person is signed up: accepts only certain e-mail domains, and links people of trusted identity providers to the account that
   * they already have. With `linkAccountsOf` the function may list the users of the pool and link them (`ListUsers`,
   * `AdminLinkProviderForUser`).
   *
   * @param options which e-mail domains are accepted, and whose accounts are linked
   * @throws when it is added to a pool, if neither option is given, a domain or a provider is none, or there are too many of them
   */
  public static preSignUp(options: PreSignUpKitOptions): Trigger {
    options = withoutNulls(options);
    const call = 'TriggerKit.preSignUp';
    const judged = Judged.of(() => {
      required(undefined, call, { options });
      const domains = checkDomains(call, presentIn(options.emailDomains ?? []));
      const providers = checkProviders(call, presentIn(options.linkAccountsOf ?? []));
      if (domains.length === 0 && providers.length === 0) {
        throw userError(`${call}: give emailDomains or linkAccountsOf; without them everybody may sign up, and there is nothing to do`);
      }
      return { domains, providers };
    });
    return Trigger._made('preSignUp', context => {
      const { domains, providers } = judged.at(context.scope);
      const links = providers.length > 0;
      const fn = kitFunction(context, {
        id: 'PreSignUpKit',
        call,
        purpose: `Before sign-up to ${context.poolPath}`,
        source: PRE_SIGN_UP,
        environment: {
          ...(domains.length > 0 ? { EMAIL_DOMAINS: JSON.stringify(domains) } : {}),
          ...(links ? { LINKED_PROVIDERS: JSON.stringify(providers) } : {}),
        },
        actions: links ? ['ListUsers', 'AdminLinkProviderForUser'] : [],
      });
      accepts(
        fn.node.defaultChild as CfnFunction,
        () => acceptedByProp('trigger-links-accounts', 'linkAccountsOf: by an address that is verified on both sides', links),
      );
      adviseOn(fn, context, (pool, app) => {
        if (domains.length > 0) adviseDomains(fn, pool, app);
        adviseLinking(fn, pool, providers, app);
      });
      return fn;
    });
  }

  /**
   * After a person has signed up, by themselves or through an identity provider: adds them to one group. The function may add users of the
   * pool to groups (`AdminAddUserToGroup`), which IAM can't narrow down to one group, but it can neither create groups nor take anybody
   * out.
   *
   * @param options the group
   * @throws when it is added to a pool, if the name of the group is none
   */
  public static postConfirmation(options: PostConfirmationKitOptions): Trigger {
    options = withoutNulls(options);
    const call = 'TriggerKit.postConfirmation';
    const judged = Judged.of(() => {
      required(undefined, call, options, 'group');
      return checkGroup(call, options.group);
    });
    return Trigger._made('postConfirmation', context => {
      const group = judged.at(context.scope);
      const fn = kitFunction(context, {
        id: 'PostConfirmationKit',
        call,
        purpose: `After sign-up to ${context.poolPath}`,
        source: POST_CONFIRMATION,
        environment: { GROUP_NAME: group },
        actions: ['AdminAddUserToGroup'],
      });
      accepts(
        fn.node.defaultChild as CfnFunction,
        () => acceptedByProp('trigger-adds-to-group', `group: '${group}', the same for everybody`, true),
      );
      adviseOn(fn, context, (pool, app) => adviseGroup(fn, pool, group, app));
      return fn;
    });
  }

  /**
   * Before tokens are issued: copies attributes into ID token and access token. The function may do nothing at the pool. Raises the feature
   * plan to Essentials, which custom claims in access tokens need; machine tokens stay as they are.
   *
   * @param options which attributes become which claims
   * @throws when it is added to a pool, if there is no claim, a claim is one that Cognito writes, or an attribute is none
   */
  public static preTokenGeneration(options: PreTokenGenerationKitOptions): Trigger {
    options = withoutNulls(options);
    const call = 'TriggerKit.preTokenGeneration';
    const judged = Judged.of(() => {
      required(undefined, call, options, 'claims');
      return checkClaims(call, presentOf(options.claims));
    });
    return Trigger._made('preTokenGenerationConfig', context => {
      const claims = judged.at(context.scope);
      const fn = kitFunction(context, {
        id: 'PreTokenGenerationKit',
        call,
        purpose: `Claims in tokens of ${context.poolPath}`,
        source: PRE_TOKEN,
        environment: { CLAIMS: JSON.stringify(claims) },
        actions: [],
      });
      adviseOn(fn, context, (pool, app) => adviseClaims(fn, pool, claims, app));
      return fn;
    }, cognito.LambdaVersion.V2_0);
  }

  private constructor() {}
}
