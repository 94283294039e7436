import { AwsError } from '../../aws-error.ts';
import type { AwsService, Engine } from '../../service.ts';
import { secretOperations } from './operations.ts';
import { secretText } from './reference.ts';
import { secretType } from './resource.ts';
import { createSecrets, notFound } from './secrets.ts';

/** Secrets Manager: the secrets of the template and their versions; nothing rotates them.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html */
export const createSecretsManager = (engine: Engine): AwsService => {
  const secrets = createSecrets(engine);
  return {
    name: 'secretsmanager',
    protocol: 'json',
    jsonVersion: '1.1',
    targetPrefix: 'secretsmanager',
    invalidInputCode: 'InvalidParameterException',
    operations: secretOperations(secrets),
    resourceTypes: { 'AWS::SecretsManager::Secret': secretType(engine, secrets) },
    keyError: ({ code }) =>
      /AccessDenied/.test(code)
        ? new AwsError('AccessDeniedException', 'Access to KMS is not allowed')
        : new AwsError('DecryptionFailure', "Secrets Manager can't use the KMS key of the secret."),
    dynamicReference: (key) => secretText(secrets, key),
    elsewhere: {
      lists: { ListSecrets: { SecretList: [] } },
      missing: () => notFound(),
      everywhere: ['GetRandomPassword'],
    },
  };
};
