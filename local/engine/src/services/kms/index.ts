import type { Iam } from '../../iam/index.ts';
import type { AwsService, Engine } from '../../service.ts';
import { createDecisions } from './decide.ts';
import { createKeys, notFound } from './keys.ts';
import { kmsOperations } from './operations.ts';
import { kmsResourceTypes } from './resources.ts';

/** KMS, as far as it decides who may read and write what is encrypted. Nothing is encrypted here.
 * https://docs.aws.amazon.com/kms/latest/developerguide/control-access.html */
export const createKms = (engine: Engine, iam: Iam): AwsService => {
  const keys = createKeys(engine);
  const decisions = createDecisions(engine, iam, keys);
  return {
    name: 'kms',
    protocol: 'json',
    jsonVersion: '1.1',
    targetPrefix: 'TrentService',
    operations: kmsOperations(engine, keys, decisions),
    elsewhere: {
      lists: { ListKeys: { Keys: [], Truncated: false }, ListAliases: { Aliases: [], Truncated: false } },
      missing: ({ KeyId }) => notFound(`Key '${KeyId}' does not exist`),
    },
    resourceTypes: kmsResourceTypes(engine, keys, decisions),
    useKey: decisions.use,
  };
};
