import { IncomingHttpHeaders } from 'http';

/** A request that is no operation: of a login page, a document or a token. */
export interface PageRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Record<string, string>;
  /** For the log: why it was refused. */
  readonly errorType?: string;
}

/** User pools that are served beside the identity pools. */
export interface UserPoolService {
  /**
   * An operation of Cognito's user pools.
   *
   * @param isSigned whether the request carries the signature of an AWS account, whatever it is
   * @throws ServiceError in the words of the service
   */
  call(operation: string, input: Record<string, any>, isSigned: boolean): Promise<object>;
  /**
   * What ServerSideTokenCheck asks: whether whoever an ID token is of is still there, and signed in.
   *
   * @throws ServiceError if not
   */
  checkLogin(claims: Record<string, unknown>): Promise<void>;
  hasPage(path: string): boolean;
  page(request: PageRequest): Promise<Page>;
}
