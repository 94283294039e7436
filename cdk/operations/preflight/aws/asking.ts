import { NotAsked, type Reason } from '../not-asked.ts';
import type { Action } from '../permissions.ts';

const DENIED = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'NotAuthorized',
  'NotAuthorizedException',
  'UnauthorizedOperation',
];
const BAD_CREDENTIALS = [
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'UnrecognizedClientException',
];

/** What the SDK throws: an answer of AWS has `$metadata` with a status, what came before or instead of it has none. */
interface SdkError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const reasonOf = ({ name, code, $metadata }: SdkError): Reason | undefined => {
  if (BAD_CREDENTIALS.includes(name)) return 'credentials';
  if (DENIED.includes(name)) return 'denied';
  const status = $metadata?.httpStatusCode;
  if (status !== undefined) return status === 401 || status === 403 ? 'denied' : 'refused';
  return name === 'TimeoutError' || typeof code === 'string' ? 'unreachable' : undefined;
};

/** Asks AWS; throws NotAsked where there is no answer. A fault of our own stays what it is. */
export const asking = async <T>(action: Action, question: () => Promise<T>): Promise<T> => {
  try {
    return await question();
  } catch (error) {
    const reason = error instanceof Error ? reasonOf(error) : undefined;
    if (reason === undefined) throw error;
    throw new NotAsked(reason, reason === 'denied' ? action : `${action}: ${detail(error as SdkError)}`);
  }
};

/** One line; Node's errors of several tries have a code, and no message. */
const detail = ({ name, message, code }: SdkError): string => {
  const [line = ''] = message.trim().split('\n');
  const title = name === 'Error' || name === 'AggregateError' ? String(code ?? '') : name;
  return (line.includes(title) || line === '' ? line || title : `${title}, ${line}`).replace(/\.+$/, '');
};

/** Undefined in place of the error by which a service says that there is no such thing; any other is rethrown. */
export const absentIf = async <T>(answer: Promise<T>, isAbsence: (error: Error) => boolean): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && isAbsence(error)) return undefined;
    throw error;
  }
};

/** For {@link absentIf}: the service answers with an error of this name. */
export const named =
  (name: string) =>
  (error: Error): boolean =>
    error.name === name;
