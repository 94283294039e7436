import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { OrderEvents } from '../core/order/ports.ts';
import { translatingTemporary } from './temporary-errors.ts';
import { textAttribute } from './text-attribute.ts';

/** The announcements, on an SNS topic: JSON for programs, a readable text for direct e-mail subscribers. */
export const createOrderEvents = (client: SNSClient, topicArn: string): OrderEvents => ({
  publish: async (event, { subject, body }) => {
    const publish = new PublishCommand({
      TopicArn: topicArn,
      Subject: subject,
      MessageStructure: 'json',
      Message: JSON.stringify({ default: JSON.stringify(event), email: body }),
      MessageAttributes: { eventType: textAttribute(event.eventType), orderId: textAttribute(event.orderId) },
    });
    await translatingTemporary(client.send(publish));
  },
});
