import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { readResourcePolicy } from '../../kit/policy-document.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { type Caller, type Engine, type PolicyDocument, resourceType } from '../../service.ts';
import type { Decisions } from './decide.ts';
import { idOf, type Keys } from './keys.ts';

const MAXIMUM_POLICY_BYTES = 32_768;

/** AWS::KMS::Key and AWS::KMS::Alias: symmetric keys, of which the authorization is emulated and not the cryptography.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const kmsResourceTypes = (engine: Engine, keys: Keys, decisions: Decisions) => ({
  'AWS::KMS::Key': resourceType({
    properties: z.strictObject({
      Description: z.string().default(''),
      Enabled: flag.default(true),
      KeyPolicy: z.unknown().optional(),
      KeySpec: z.literal('SYMMETRIC_DEFAULT', { error: 'only symmetric keys are emulated' }).optional(),
      KeyUsage: z.literal('ENCRYPT_DECRYPT', { error: 'only keys that encrypt and decrypt are emulated' }).optional(),
      BypassPolicyLockoutSafetyCheck: flag.default(false),
      EnableKeyRotation: ignored,
      MultiRegion: ignored,
      Origin: ignored,
      PendingWindowInDays: ignored,
      RotationPeriodInDays: ignored,
      Tags: ignored,
    }),
    provision: (given, { logicalId }) => {
      const id = idOf(logicalId);
      const policy = given.KeyPolicy === undefined ? defaultPolicy(engine.accountId) : readKeyPolicy(given.KeyPolicy);
      const arn = `arn:aws:kms:${engine.region}:${engine.accountId}:key/${id}`;
      if (!given.BypassPolicyLockoutSafetyCheck) {
        const operator: Caller = { kind: 'operator', arn: `arn:aws:iam::${engine.accountId}:root` };
        if (decisions.refusal(operator, { id, arn, policy }, { action: 'PutKeyPolicy' }))
          throw malformed('The new key policy will not allow you to update the key policy in the future.');
      }
      keys.save({ id, policy, description: given.Description }, given.Enabled);
      return { ref: id, attributes: { Arn: arn, KeyId: id } };
    },
    remove: keys.remove,
  }),
  'AWS::KMS::Alias': resourceType({
    properties: z.strictObject({
      AliasName: z.string().regex(/^alias\/(?!aws\/)[A-Za-z0-9/_-]+$/, 'Invalid alias name'),
      TargetKeyId: z.string(),
    }),
    provision: ({ AliasName, TargetKeyId }) => {
      keys.alias(AliasName, TargetKeyId);
      return { ref: AliasName };
    },
    remove: keys.removeAlias,
  }),
});

const readKeyPolicy = (document: unknown): PolicyDocument => {
  if (Buffer.byteLength(JSON.stringify(document)) > MAXIMUM_POLICY_BYTES)
    throw new EngineError(`LimitExceededException: a key policy has at most ${MAXIMUM_POLICY_BYTES} bytes`);
  try {
    return readResourcePolicy(document);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
};

const malformed = (reason: string): EngineError => new EngineError(`MalformedPolicyDocumentException: ${reason}`);

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultPolicy = (accountId: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'kms:*', Resource: '*' },
  ],
});
