import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';

/**
 * Who sends the pool's e-mails.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 *
 * @example
 * new AppUserPool(this, 'Users', { email: EmailSender.ses({ fromEmail: 'hello@example.com', sesVerifiedDomain: 'example.com' }) });
 */
export class EmailSender {
  /**
   * Cognito itself, at most 50 messages a day for the whole account: enough to try things out.
   *
   * @param replyTo the address that answers go to
   */
  public static cognito(replyTo?: string): EmailSender {
    return new EmailSender(false, () => cognito.UserPoolEmail.withCognito(replyTo));
  }

  /**
   * Amazon SES, with an address or a domain that is verified there already. The Region is the pool's unless `sesRegion` says otherwise.
   */
  public static ses(options: cognito.UserPoolSESOptions): EmailSender {
    return new EmailSender(true, scope => {
      const region = Stack.of(scope).region;
      return cognito.UserPoolEmail.withSES({ ...(Token.isUnresolved(region) && { sesRegion: region }), ...options });
    });
  }

  private constructor(
    /** @internal */
    readonly _usesSes: boolean,
    /** @internal */
    readonly _render: (scope: IConstruct) => cognito.UserPoolEmail,
  ) {}
}
