import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type Call, type Engine, operation } from '../../service.ts';
import type { Decisions } from './decide.ts';
import { type Grant, type Key, type Keys, notFound } from './keys.ts';

const byKey = z.looseObject({ KeyId: z.string() });
const pairs = z.record(z.string(), z.string()).optional();

/** What an operation does with the key that its input names, for who may. */
interface OnKey<I> {
  readonly input: z.ZodType<I>;
  readonly context?: (input: I) => Readonly<Record<string, string>>;
  run(key: Key, input: I): unknown;
}

/** KMS asks the key's policy first, so that it decides about each call itself.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html */
export const kmsOperations = (engine: Engine, keys: Keys, decisions: Decisions) => {
  const onKey = <I extends { KeyId: string }>(action: string, { input, context, run }: OnKey<I>) =>
    operation({
      input,
      access: () => [],
      run: (given, { caller }: Call) => {
        const key = keys.find(given.KeyId);
        decisions.authorize(caller, key, { action, ...(context && { context: context(given) }) });
        return run(key, given);
      },
    });
  const listing = (action: string, run: () => unknown) =>
    operation({ input: z.looseObject({}), access: () => [{ action: `kms:${action}`, resource: '*' }], run });
  const notPending = (key: Key): void => {
    if (keys.state(key).state === 'PendingDeletion')
      throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  };

  return {
    DescribeKey: onKey('DescribeKey', { input: byKey, run: (key) => ({ KeyMetadata: describe(engine, keys, key) }) }),
    ListKeys: listing('ListKeys', () => ({
      Keys: keys.list().map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })),
      Truncated: false,
    })),
    ListAliases: listing('ListAliases', () => ({
      Aliases: [...keys.aliases()].map(([AliasName, TargetKeyId]) => ({
        AliasName,
        AliasArn: `arn:aws:kms:${engine.region}:${engine.accountId}:${AliasName}`,
        TargetKeyId,
      })),
      Truncated: false,
    })),
    GetKeyPolicy: onKey('GetKeyPolicy', {
      input: byKey,
      run: ({ policy }) => ({ Policy: JSON.stringify(policy), PolicyName: 'default' }),
    }),
    EnableKey: onKey('EnableKey', {
      input: byKey,
      run: (key) => {
        notPending(key);
        keys.setState(key, 'Enabled');
      },
    }),
    DisableKey: onKey('DisableKey', {
      input: byKey,
      run: (key) => {
        notPending(key);
        keys.setState(key, 'Disabled');
      },
    }),
    ScheduleKeyDeletion: onKey('ScheduleKeyDeletion', {
      input: z.object({ KeyId: z.string(), PendingWindowInDays: z.number().int().min(7).max(30).default(30) }),
      run: (key, { PendingWindowInDays }) => {
        notPending(key);
        const deletionAt = engine.now() + PendingWindowInDays * 86_400_000;
        keys.setState(key, 'PendingDeletion', deletionAt);
        return { KeyId: key.arn, DeletionDate: deletionAt / 1000, KeyState: 'PendingDeletion', PendingWindowInDays };
      },
    }),
    CancelKeyDeletion: onKey('CancelKeyDeletion', {
      input: byKey,
      run: (key) => {
        const { state } = keys.state(key);
        if (state !== 'PendingDeletion')
          throw new AwsError('KMSInvalidStateException', `${key.arn} is not pending deletion.`);
        keys.setState(key, 'Disabled');
        return { KeyId: key.arn };
      },
    }),
    CreateGrant: onKey('CreateGrant', {
      input: z.object({
        KeyId: z.string(),
        GranteePrincipal: z.string(),
        Operations: z.array(z.string()).min(1),
        Name: z.string().optional(),
        Constraints: z.object({ EncryptionContextEquals: pairs, EncryptionContextSubset: pairs }).optional(),
      }),
      run: (key, { GranteePrincipal, Operations, Name, Constraints }) => {
        const { id } = keys.grant({
          keyId: key.id,
          grantee: GranteePrincipal,
          operations: Operations,
          name: Name,
          equals: Constraints?.EncryptionContextEquals,
          subset: Constraints?.EncryptionContextSubset,
        });
        return { GrantId: id, GrantToken: Buffer.from(id).toString('base64') };
      },
    }),
    ListGrants: onKey('ListGrants', {
      input: byKey,
      run: (key) => ({ Grants: keys.grants(key).map((grant) => shown(key, grant)), Truncated: false }),
    }),
    RevokeGrant: onKey('RevokeGrant', {
      input: z.object({ KeyId: z.string(), GrantId: z.string() }),
      run: (key, { GrantId }) => {
        if (!keys.revoke(key, GrantId)) throw notFound(`Grant ${GrantId} does not exist`);
      },
    }),
  };
};

const shown = ({ arn }: Key, { id, grantee, operations, name, equals, subset }: Grant) => ({
  KeyId: arn,
  GrantId: id,
  GranteePrincipal: grantee,
  Operations: operations,
  ...(name && { Name: name }),
  Constraints: {
    ...(equals && { EncryptionContextEquals: equals }),
    ...(subset && { EncryptionContextSubset: subset }),
  },
});

const describe = ({ accountId }: Engine, keys: Keys, key: Key) => {
  const { state, deletionAt } = keys.state(key);
  return {
    AWSAccountId: accountId,
    KeyId: key.id,
    Arn: key.arn,
    Enabled: state === 'Enabled',
    Description: key.description,
    KeyUsage: 'ENCRYPT_DECRYPT',
    KeyState: state,
    ...(deletionAt !== null && { DeletionDate: deletionAt / 1000 }),
    Origin: 'AWS_KMS',
    KeyManager: key.managedBy,
    KeySpec: 'SYMMETRIC_DEFAULT',
    EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    MultiRegion: false,
  };
};
