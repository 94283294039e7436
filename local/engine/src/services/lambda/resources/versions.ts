import * as z from 'zod';
import { ignored } from '../../../kit/properties.ts';
import { resourceType } from '../../../service.ts';
import type { Functions } from '../functions.ts';
import { parseReference } from '../functions.ts';

/** A version is the function's code as it is now: one code runs here at a time, so every version is number 1.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const createVersionType = (functions: Functions) =>
  resourceType({
    properties: z.strictObject({
      FunctionName: z.string(),
      CodeSha256: ignored,
      Description: ignored,
      ProvisionedConcurrencyConfig: ignored,
      RuntimePolicy: ignored,
    }),
    provision: ({ FunctionName }) => {
      const { name } = parseReference(FunctionName);
      functions.qualify(name, '1', '1');
      const arn = functions.arnOf(name, '1');
      return { ref: arn, attributes: { FunctionArn: arn, Version: '1' } };
    },
  });

/** An alias of one version; weighted routing is refused.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const createAliasType = (functions: Functions) =>
  resourceType({
    properties: z.strictObject({
      FunctionName: z.string(),
      FunctionVersion: z.coerce.string(),
      Name: z.string(),
      Description: ignored,
      ProvisionedConcurrencyConfig: ignored,
    }),
    provision: ({ FunctionName, FunctionVersion, Name }) => {
      const { name } = parseReference(FunctionName);
      functions.qualify(name, Name, FunctionVersion);
      const arn = functions.arnOf(name, Name);
      return { ref: arn, attributes: { AliasArn: arn } };
    },
    remove: (ref) => {
      const { name, qualifier } = parseReference(ref);
      if (qualifier !== undefined) functions.unqualify(name, qualifier);
    },
  });
