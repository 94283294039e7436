import { AwsError } from '../../aws-error.ts';
import { own } from '../../kit/own.ts';
import type { KeyUse } from '../../service.ts';
import type { Sqs } from './context.ts';
import { nameInUrl, type Queue } from './queues.ts';

type Action = KeyUse['action'];

/** Who sends needs both: SQS makes data keys, and looks whether it can use them.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
export const SENDING: readonly Action[] = ['GenerateDataKey', 'Decrypt'];
export const RECEIVING: readonly Action[] = ['Decrypt'];

/** The uses of a queue's key, where it is encrypted by one of KMS. */
export const keyUses = (queue: Queue | undefined, actions: readonly Action[]): readonly KeyUse[] => {
  const keyId = queue?.attributes.KmsMasterKeyId;
  if (!queue || keyId === undefined) return [];
  const encryptionContext = { 'aws:sqs:arn': queue.arn };
  return actions.map((action) => ({ action, keyId, service: 'sqs', encryptionContext }));
};

/** The same of the queue that a URL names. */
export const keyUsesByUrl = ({ queues }: Sqs, queueUrl: string, actions: readonly Action[]): readonly KeyUse[] =>
  keyUses(queues.find(nameInUrl(queueUrl)), actions);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_Errors */
export const keyError = ({ code, message }: AwsError): AwsError =>
  new AwsError(own(ERRORS, code) ?? 'KmsAccessDenied', message);

const ERRORS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'KmsAccessDenied',
  NotFoundException: 'KmsNotFound',
  DisabledException: 'KmsDisabled',
  KMSInvalidStateException: 'KmsInvalidState',
};
