import { AwsError } from '../../aws-error.ts';
import type { Caller, Engine } from '../../service.ts';

/** Refuses a function whose creator cannot let Lambda use the key of its variables.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html */
export const checkKey = (engine: Engine, functionArn: string, keyId: string): void => {
  const caller: Caller = { kind: 'operator', arn: `arn:aws:iam::${engine.accountId}:root` };
  try {
    engine.useKey(caller, {
      action: 'CreateGrant',
      keyId,
      service: 'lambda',
      encryptionContext: { 'aws:lambda:FunctionArn': functionArn },
      context: { 'kms:GrantIsForAWSResource': 'true' },
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(
      'InvalidParameterValueException',
      `Lambda was unable to configure access to your environment variables because the KMS key is invalid for CreateGrant. Please check your KMS key settings. KMS Exception: ${error.code} KMS Message: ${error.message}`,
    );
  }
};
