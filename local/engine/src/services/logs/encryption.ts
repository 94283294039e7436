import { AwsError } from '../../aws-error.ts';
import type { Caller, Engine } from '../../service.ts';

/** Refuses a log group whose key does not let CloudWatch Logs itself use it, for this group.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
export const checkKey = (engine: Engine, groupArn: string, keyId: string): void => {
  const principal = `logs.${engine.region}.amazonaws.com`;
  const caller: Caller = { kind: 'service', arn: groupArn, principal, sourceArn: groupArn };
  try {
    for (const action of ['Encrypt', 'Decrypt', 'GenerateDataKey'] as const)
      engine.useKey(caller, { action, keyId, service: 'logs', encryptionContext: { 'aws:logs:arn': groupArn } });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'NotFoundException')
      throw new AwsError('InvalidParameterException', 'The specified KMS Key Id could not be found.');
    const text = `The specified KMS key does not exist or is not allowed to be used with LogGroup '${groupArn}'`;
    throw new AwsError('AccessDeniedException', text);
  }
};
