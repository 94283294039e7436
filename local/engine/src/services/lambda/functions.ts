import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../aws-error.ts';
import type { FunctionConfig } from './function-config.ts';

/** A function, and what the caller called it by. */
export interface FunctionReference {
  readonly fn: FunctionConfig;
  /** `$LATEST`, or the version that a qualifier stands for. */
  readonly version: string;
  /** With the qualifier, where there is one. */
  readonly arn: string;
}

/** The functions of this engine with their versions and aliases. */
export interface Functions {
  /** Adds a function, or changes one; what is the same already stays, with its environments. */
  add(fn: FunctionConfig): void;
  remove(name: string): void;
  list(): readonly FunctionConfig[];
  /** Gives a version or alias (`qualifier`) of a function the version it stands for. */
  qualify(name: string, qualifier: string, version: string): void;
  unqualify(name: string, qualifier: string): void;
  /** The ARN of a function by name, ARN or partial ARN, whether it exists or not. */
  arnOf(reference: string, qualifier?: string): string;
  /** Throws ResourceNotFoundException. */
  find(reference: string, qualifier?: string): FunctionReference;
}

/** `name`, `account:function:name` and `arn:aws:lambda:region:account:function:name`, each with an optional `:qualifier`.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax */
const REFERENCE =
  /^(?:(?:arn:[^:]+:lambda:[^:]*:)?[0-9]{12}:function:|function:)?([A-Za-z0-9_-]+)(?::([$A-Za-z0-9_-]+))?$/;

/** Splits what a caller calls a function by. Throws ValidationException. */
export const parseReference = (text: string, qualifier?: string): { name: string; qualifier: string | undefined } => {
  const [, name, suffix] = REFERENCE.exec(text) ?? [];
  if (!name) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${REFERENCE.source}`,
    );
  }
  return { name, qualifier: suffix ?? qualifier };
};

/** `onReplaced` hears of a function as it was before it was changed or removed. */
export const createFunctions = (
  region: string,
  accountId: string,
  onReplaced: (fn: FunctionConfig) => void = () => {},
): Functions => {
  const functions = new Map<string, FunctionConfig>();
  const qualifiers = new Map<string, string>();
  const arn = (name: string, qualifier?: string): string =>
    `arn:aws:lambda:${region}:${accountId}:function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`;
  return {
    add: (fn) => {
      const old = functions.get(fn.name);
      if (old && isDeepStrictEqual({ ...old, lastModified: '' }, { ...fn, lastModified: '' })) return;
      functions.set(fn.name, fn);
      if (old) onReplaced(old);
    },
    remove: (name) => {
      const old = functions.get(name);
      functions.delete(name);
      if (old) onReplaced(old);
    },
    list: () => [...functions.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    qualify: (name, qualifier, version) => void qualifiers.set(`${name}:${qualifier}`, version),
    unqualify: (name, qualifier) => void qualifiers.delete(`${name}:${qualifier}`),
    arnOf: (text, qualifier) => {
      const parsed = parseReference(text, qualifier);
      return arn(parsed.name, parsed.qualifier);
    },
    find: (text, outer) => {
      const { name, qualifier } = parseReference(text, outer);
      const fn = functions.get(name);
      const version =
        qualifier === undefined || qualifier === '$LATEST' ? '$LATEST' : qualifiers.get(`${name}:${qualifier}`);
      if (!fn || version === undefined) {
        throw new AwsError('ResourceNotFoundException', `Function not found: ${arn(name, qualifier)}`, 404, {
          Type: 'User',
        });
      }
      return { fn, version, arn: arn(name, qualifier) };
    },
  };
};
