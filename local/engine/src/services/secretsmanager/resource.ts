import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { type Engine, resourceType } from '../../service.ts';
import { useOf } from './operations.ts';
import { passwordRules, randomPassword } from './random-password.ts';
import type { Secrets, Value } from './secrets.ts';

const generated = z.strictObject({
  ...passwordRules,
  GenerateStringKey: z.string().optional(),
  SecretStringTemplate: z.string().optional(),
});

/** A secret whose value the template gives, or has made once: a restart finds it again.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const secretType = (engine: Engine, secrets: Secrets) =>
  resourceType({
    properties: z.strictObject({
      Name: z
        .string()
        .regex(/^[\w/+=.@-]{1,512}$/, 'a name has letters, digits and /_+=.@-')
        .optional(),
      Description: z.string().max(2048).default(''),
      GenerateSecretString: generated.optional(),
      KmsKeyId: z.string().optional(),
      SecretString: z.string().max(65_536).optional(),
      Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
    }),
    provision: ({ Name, Description, GenerateSecretString, KmsKeyId, SecretString, Tags }, resource) => {
      if (SecretString !== undefined && GenerateSecretString !== undefined)
        throw new EngineError(
          'Invalid request provided: you can specify SecretString or GenerateSecretString, not both',
        );
      const secret = secrets.declare({
        name: Name ?? resource.generatedName(),
        description: Description,
        keyId: KmsKeyId ?? null,
        tags: Tags,
        madeOf: JSON.stringify({ SecretString, GenerateSecretString }),
        makeValue: () => {
          if (SecretString !== undefined) return { SecretString };
          return GenerateSecretString && generate(GenerateSecretString);
        },
      });
      const deployer = { kind: 'operator', arn: resource.stackId } as const;
      for (const use of useOf(secret, ['GenerateDataKey', 'Decrypt'])) engine.useKey(deployer, use);
      return { ref: secret.arn, attributes: { Id: secret.arn } };
    },
    remove: secrets.remove,
  });

const generate = ({ GenerateStringKey, SecretStringTemplate, ...rules }: z.infer<typeof generated>): Value => {
  const password = randomPassword(rules);
  if (GenerateStringKey === undefined && SecretStringTemplate === undefined) return { SecretString: password };
  if (GenerateStringKey === undefined || SecretStringTemplate === undefined)
    throw new EngineError('Invalid request provided: GenerateStringKey and SecretStringTemplate go together');
  return { SecretString: JSON.stringify({ ...parsed(SecretStringTemplate), [GenerateStringKey]: password }) };
};

const parsed = (template: string): object => {
  try {
    const value: unknown = JSON.parse(template);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {}
  throw new EngineError('Invalid request provided: Could not parse SecretStringTemplate JSON.');
};
