import { type Answers, call } from './call.ts';

const none = { KeyId: 'alias/none' };
const key = ({ ListKeys }: Answers) => ({ KeyId: ListKeys.Keys[0].KeyId });
const grant = {
  GranteePrincipal: 'arn:aws:iam::000000000000:role/reader',
  Operations: ['Decrypt'],
  Name: 'reading',
  Constraints: { EncryptionContextEquals: { a: 'b' } },
};

/** KMS; its key is the template's. */
export const kmsCalls = [
  call('ListKeys', {}),
  call('ListAliases', {}),
  call('DescribeKey', key, none),
  call('GetKeyPolicy', key, none),
  call('CreateGrant', (answers) => ({ ...key(answers), ...grant }), { ...none, ...grant }),
  call('ListGrants', key, none),
  call(
    'RevokeGrant',
    (answers) => ({ ...key(answers), GrantId: answers.CreateGrant.GrantId }),
    (answers) => ({
      ...key(answers),
      GrantId: 'none',
    }),
  ),
  call('DisableKey', key, none),
  call('EnableKey', key, none),
  call(
    'CancelKeyDeletion',
    async (answers, { again }) => {
      await again('ScheduleKeyDeletion', { ...key(answers), PendingWindowInDays: 7 });
      return key(answers);
    },
    key,
  ),
  call('ScheduleKeyDeletion', key, key),
  call('DescribeKey', key),
];

const SecretId = 'schemas-secret';
const noSecret = { SecretId: 'none' };

/** Secrets Manager; its secret is the template's. */
export const secretsCalls = [
  call('GetSecretValue', { SecretId }, noSecret),
  call('PutSecretValue', { SecretId, SecretString: 's' }, { SecretId }),
  call('PutSecretValue', { SecretId, SecretBinary: new Uint8Array([0, 255]) }, { ...noSecret, SecretString: 's' }),
  call('GetSecretValue', { SecretId }, { SecretId, VersionStage: 'NONE' }),
  call('DescribeSecret', { SecretId }, noSecret),
  call('ListSecrets', {}, { NextToken: 'x' }),
  call('GetRandomPassword', { PasswordLength: 10 }, { PasswordLength: 1 }),
];
