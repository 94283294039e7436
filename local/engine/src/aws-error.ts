/** An error an AWS service answers with: its code, its message and the HTTP status that carries it. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  /** Further members of the error's shape, such as `Item` of a ConditionalCheckFailedException. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** The refusal that IAM gives, in the words of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export const accessDenied = (callerArn: string, action: string, resource: string, because: string): AwsError =>
  new AwsError(
    'AccessDeniedException',
    `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource} because ${because}`,
    403,
  );

/** A mistake in what the engine was given (a template, a folder, a port); the start prints its message alone. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
