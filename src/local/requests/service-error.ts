/** An error that the service reports to its caller, by the service's own error type. */
export class ServiceError extends Error {
  constructor(public readonly type: string, message: string, public readonly status: number = 400) {
    super(message);
    this.name = type;
  }
}

export const notAuthorized = (message: string) => new ServiceError('NotAuthorizedException', message);

export const invalidParameter = (message: string) => new ServiceError('InvalidParameterException', message);

export const notFound = (message: string) => new ServiceError('ResourceNotFoundException', message);

/** What the service answers when no role of the pool can be given to a caller who is who they say they are. */
export const badPoolConfiguration = (why: string) => new ServiceError(
  'InvalidIdentityPoolConfigurationException',
  `Invalid identity pool configuration. Check assigned IAM roles for this pool. (${why})`,
);
