import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type KeyUse, operation } from '../../service.ts';
import { passwordRules, randomPassword } from './random-password.ts';
import type { Secret, Secrets, Value, Version } from './secrets.ts';

const secretId = z.string().min(1).max(2048);
const versionId = z.string().min(32).max(64);
const stage = z.string().min(1).max(256);

/** What secrets are read, written and listed by.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export const secretOperations = (secrets: Secrets) => {
  const on =
    (action: string) =>
    <I extends { SecretId: string; VersionStage?: string | undefined }>(input: I) => [
      {
        action: `secretsmanager:${action}`,
        resource: secrets.arnOf(input.SecretId),
        context: {
          'secretsmanager:SecretId': input.SecretId,
          ...(input.VersionStage && { 'secretsmanager:VersionStage': input.VersionStage }),
        },
      },
    ];
  const keysOf =
    (...actions: readonly KeyUse['action'][]) =>
    <I extends { SecretId: string }>({ SecretId }: I): readonly KeyUse[] =>
      useOf(secrets.find(SecretId), actions);

  return {
    GetSecretValue: operation({
      input: z.object({ SecretId: secretId, VersionId: versionId.optional(), VersionStage: stage.optional() }),
      access: on('GetSecretValue'),
      keys: keysOf('Decrypt'),
      run: ({ SecretId, VersionId, VersionStage }) => {
        const secret = secrets.find(SecretId);
        const version = secrets.version(secret, { id: VersionId, stage: VersionStage });
        return {
          ...shown(secret, version),
          ...version.value,
          CreatedDate: version.createdAt / 1000,
        };
      },
    }),
    DescribeSecret: operation({
      input: z.object({ SecretId: secretId }),
      access: on('DescribeSecret'),
      run: ({ SecretId }) => {
        const secret = secrets.find(SecretId);
        return { ...described(secret), VersionIdsToStages: stagesOf(secrets, secret) };
      },
    }),
    ListSecrets: operation({
      input: z.strictObject({
        IncludePlannedDeletion: z.boolean().optional(),
        MaxResults: z.number().int().min(1).max(100).default(100),
        NextToken: z.string().min(1).max(4096).optional(),
      }),
      access: () => [{ action: 'secretsmanager:ListSecrets', resource: '*' }],
      run: ({ MaxResults, NextToken }) => {
        const all = secrets.list();
        const start = NextToken === undefined ? 0 : all.findIndex(({ name }) => tokenOf(name) === NextToken);
        if (start < 0) throw new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.');
        const next = all[start + MaxResults];
        return {
          SecretList: all.slice(start, start + MaxResults).map((secret) => ({
            ...described(secret),
            SecretVersionsToStages: stagesOf(secrets, secret),
          })),
          ...(next && { NextToken: tokenOf(next.name) }),
        };
      },
    }),
    PutSecretValue: operation({
      input: z.object({
        SecretId: secretId,
        ClientRequestToken: versionId.optional(),
        SecretString: z.string().min(1).max(65_536).optional(),
        SecretBinary: z.string().min(1).optional(),
        VersionStages: z.array(stage).min(1).max(20).optional(),
      }),
      access: on('PutSecretValue'),
      keys: keysOf('GenerateDataKey', 'Decrypt'),
      run: ({ SecretId, ClientRequestToken = randomUUID(), VersionStages = ['AWSCURRENT'], ...given }) => {
        const secret = secrets.find(SecretId);
        return shown(secret, secrets.put(secret, ClientRequestToken, givenValue(given), VersionStages));
      },
    }),
    GetRandomPassword: operation({
      input: z.object(passwordRules),
      access: () => [{ action: 'secretsmanager:GetRandomPassword', resource: '*' }],
      run: (rules) => ({ RandomPassword: randomPassword(rules) }),
    }),
  };
};

/** A secret under AWS's own key asks nobody.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
export const useOf = ({ keyId, arn }: Secret, actions: readonly KeyUse['action'][]): readonly KeyUse[] =>
  keyId === null
    ? []
    : actions.map((action) => ({
        ...{ action, keyId, service: 'secretsmanager' },
        encryptionContext: { SecretARN: arn },
      }));

const givenValue = ({
  SecretString,
  SecretBinary,
}: {
  SecretString?: string | undefined;
  SecretBinary?: string | undefined;
}): Value => {
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw new AwsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value.",
    );
  if (SecretString !== undefined) return { SecretString };
  if (SecretBinary !== undefined) return { SecretBinary };
  throw new AwsError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
};

const shown = ({ arn, name }: Secret, { id, stages }: Version) => ({
  ARN: arn,
  Name: name,
  VersionId: id,
  VersionStages: stages,
});

const described = ({ arn, name, description, keyId, tags, createdAt, changedAt }: Secret) => ({
  ARN: arn,
  Name: name,
  ...(description && { Description: description }),
  ...(keyId !== null && { KmsKeyId: keyId }),
  LastChangedDate: changedAt / 1000,
  CreatedDate: createdAt / 1000,
  ...(tags.length > 0 && { Tags: tags }),
});

/** Versions without a stage are on their way out and not told. */
const stagesOf = (secrets: Secrets, secret: Secret): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    secrets
      .versions(secret)
      .filter(({ stages }) => stages.length > 0)
      .map(({ id, stages }) => [id, stages]),
  );

const tokenOf = (name: string): string => Buffer.from(name).toString('base64');
