import { AwsError, EngineError } from '../aws-error.ts';
import type { AwsService } from '../service.ts';

const REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]*)\}\}/g;

/** Puts what dynamic references stand for into values whose intrinsic functions are resolved. `secrets: 'kept'` is for what
 * CloudFormation hands on as it is written, so that no secret gets out. Throws EngineError, which names the reference.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
export const withReferences = <T>(
  value: T,
  services: readonly AwsService[],
  { secrets = 'resolved' }: { readonly secrets?: 'resolved' | 'kept' } = {},
): T => {
  const stand = (reference: string, name: string, key: string): string => {
    if (secrets === 'kept' && name !== 'ssm') return reference;
    const dynamicReference = services.find((one) => one.name === name)?.dynamicReference;
    if (!dynamicReference) throw failed(reference, 'it is not emulated');
    try {
      return dynamicReference(key);
    } catch (error) {
      if (error instanceof AwsError || error instanceof EngineError) throw failed(reference, error.message);
      throw error;
    }
  };
  return deep(value, stand) as T;
};

const failed = (reference: string, why: string): EngineError =>
  new EngineError(`dynamic reference ${reference} cannot be resolved: ${why}`);

const deep = (value: unknown, stand: (reference: string, name: string, key: string) => string): unknown => {
  if (typeof value === 'string') return value.includes('{{resolve:') ? value.replace(REFERENCE, stand) : value;
  if (Array.isArray(value)) return value.map((item) => deep(item, stand));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item, stand)]));
};
