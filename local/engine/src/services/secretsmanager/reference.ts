import { EngineError } from '../../aws-error.ts';
import type { Secrets } from './secrets.ts';

/** Colons in an ARN up to the secret's name. */
const ARN_PARTS = 7;

/** What `{{resolve:secretsmanager:KEY}}` stands for: `secret-id:SecretString:json-key:version-stage:version-id`, of which only the
 * first must be there. Throws EngineError or ResourceNotFoundException.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html */
export const secretText = (secrets: Secrets, key: string): string => {
  const parts = key.split(':');
  const secretId = parts.splice(0, key.startsWith('arn:') ? ARN_PARTS : 1).join(':');
  const [kind = '', jsonKey = '', stage = '', id = '', ...more] = parts;
  if (!['', 'SecretString'].includes(kind) || more.length > 0)
    throw new EngineError('a reference is secret-id:SecretString:json-key:version-stage:version-id');
  if (stage && id) throw new EngineError('a reference has a version-stage or a version-id, not both');
  const version = secrets.version(secrets.find(secretId), { stage: stage || undefined, id: id || undefined });
  if (!('SecretString' in version.value)) throw new EngineError('the secret has no SecretString');
  return jsonKey ? memberOf(version.value.SecretString, jsonKey) : version.value.SecretString;
};

const memberOf = (text: string, jsonKey: string): string => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {}
  if (typeof value !== 'object' || value === null) throw new EngineError('Could not parse SecretString JSON');
  if (!Object.hasOwn(value, jsonKey))
    throw new EngineError('Could not find a value associated with JSONKey in SecretString');
  return String((value as Record<string, unknown>)[jsonKey]);
};
