import { queueUrlOf } from '../../kit/queue-url.ts';
import type { Caller, Engine } from '../../service.ts';
import { lambdaEvent, sqsEnvelope } from './envelope.ts';
import type { SnsMail } from './mail.ts';
import type { Notification } from './notification.ts';
import type { Subscription } from './subscriptions.ts';

/** Takes a notification to its subscriber, as the service itself: the endpoint's own policy decides. */
export interface Transport {
  /** Throws what the endpoint answered. */
  deliver(notification: Notification, subscription: Subscription): Promise<void>;
  /** Puts a notification that could not be delivered on the subscription's DLQ. */
  bury(notification: Notification, subscription: Subscription, deadLetterTargetArn: string): Promise<void>;
}

export const createTransport = (engine: Engine, mail: SnsMail): Transport => {
  const caller = (sourceArn: string): Caller => ({
    kind: 'service',
    arn: sourceArn,
    principal: 'sns.amazonaws.com',
    sourceArn,
  });
  const send = async (queueArn: string, notification: Notification, subscription: Subscription): Promise<void> => {
    const { attributes, message, groupId, topicArn } = notification;
    const body = subscription.raw ? message : sqsEnvelope(notification, subscription.arn, engine.awsOrigin());
    await engine.call(caller(topicArn), 'sqs', 'SendMessage', {
      QueueUrl: queueUrlOf(engine, queueArn),
      MessageBody: body,
      ...(subscription.raw && attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
      ...(groupId !== null && { MessageGroupId: groupId }),
    });
  };
  return {
    deliver: async (notification, subscription) => {
      if (subscription.protocol === 'sqs') return await send(subscription.endpoint, notification, subscription);
      if (subscription.protocol !== 'lambda') {
        const { endpoint, protocol, arn } = subscription;
        const asJson = protocol === 'email-json';
        return mail.deliver(
          notification,
          endpoint,
          asJson ? sqsEnvelope(notification, arn, engine.awsOrigin()) : notification.message,
        );
      }
      await engine.call(caller(notification.topicArn), 'lambda', 'Invoke', {
        FunctionName: subscription.endpoint,
        InvocationType: 'Event',
        Payload: lambdaEvent(notification, subscription.arn, engine.awsOrigin()),
      });
    },
    bury: (notification, subscription, deadLetterTargetArn) => send(deadLetterTargetArn, notification, subscription),
  };
};
