import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Operations } from '../core/support/notify-operations.ts';
import { translatingTemporary } from './temporary-errors.ts';

const text = (value: string) => ({ DataType: 'String', StringValue: value });

/** The people who operate the shop, on an SNS topic. */
export const createOperations = (client: SNSClient, topicArn: string): Operations => ({
  alert: async ({ orderId, status, subject, text: message }) => {
    const publish = new PublishCommand({
      TopicArn: topicArn,
      Subject: subject,
      Message: message,
      MessageAttributes: { orderId: text(orderId), status: text(status) },
    });
    await translatingTemporary(client.send(publish));
  },
});
