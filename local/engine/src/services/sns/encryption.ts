import { AwsError } from '../../aws-error.ts';
import { own } from '../../kit/own.ts';
import type { KeyUse } from '../../service.ts';
import type { Sns } from './context.ts';

/** The uses of a topic's key that a publication needs, where the topic is encrypted.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
export const keyUses = ({ topics }: Sns, topicArn: string): readonly KeyUse[] => {
  const keyId = topics.find(topicArn)?.attributes.KmsMasterKeyId;
  if (!keyId) return [];
  const use = { keyId, service: 'sns', encryptionContext: { 'aws:sns:topicArn': topicArn } };
  return [
    { ...use, action: 'GenerateDataKey' },
    { ...use, action: 'Decrypt' },
  ];
};

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors */
export const keyError = ({ code, message }: AwsError): AwsError =>
  new AwsError(own(ERRORS, code) ?? 'KMSAccessDenied', message);

const ERRORS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'KMSAccessDenied',
  NotFoundException: 'KMSNotFound',
  DisabledException: 'KMSDisabled',
  KMSInvalidStateException: 'KMSInvalidState',
};
