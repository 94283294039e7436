import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Operations } from '../core/support/notify-operations.ts';
import { translatingTemporary } from './temporary-errors.ts';
import { textAttribute } from './text-attribute.ts';

/** The people who operate the shop, on an SNS topic. */
export const createOperations = (client: SNSClient, topicArn: string): Operations => ({
  alert: async ({ orderId, status, subject, text: message }) => {
    const publish = new PublishCommand({
      TopicArn: topicArn,
      Subject: subject,
      Message: message,
      MessageAttributes: { orderId: textAttribute(orderId), status: textAttribute(status) },
    });
    await translatingTemporary(client.send(publish));
  },
});
