import type { MessageAttributes } from '../../kit/message-attributes.ts';
import type { Notification } from './notification.ts';

/** Nothing local can sign as AWS does: the fields are there, and a verifier refuses them. */
const signature = Buffer.from('unsigned: local engine').toString('base64');
const CERTIFICATE_URL = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-local.pem';
const unsubscribeUrl = (awsOrigin: string, subscriptionArn: string): string =>
  `${awsOrigin}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;

/** The JSON document that a queue receives, laid out as AWS lays it out.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
export const sqsEnvelope = (notification: Notification, subscriptionArn: string, awsOrigin: string): string => {
  const fields: [string, string][] = [
    ['Type', 'Notification'],
    ['MessageId', notification.messageId],
    ['TopicArn', notification.topicArn],
    ...(notification.subject === null ? [] : [['Subject', notification.subject] as [string, string]]),
    ['Message', notification.message],
    ['Timestamp', notification.timestamp],
    ['SignatureVersion', '1'],
    ['Signature', signature],
    ['SigningCertURL', CERTIFICATE_URL],
    ['UnsubscribeURL', unsubscribeUrl(awsOrigin, subscriptionArn)],
  ];
  const lines = fields.map(([name, value]) => `  ${JSON.stringify(name)} : ${JSON.stringify(value)}`);
  const attributes = Object.entries(envelopeAttributes(notification.attributes));
  if (attributes.length > 0) {
    const inner = attributes.map(([name, value]) => `    ${JSON.stringify(name)} : ${JSON.stringify(value)}`);
    lines.push(`  "MessageAttributes" : {\n${inner.join(',\n')}\n  }`);
  }
  return `{\n${lines.join(',\n')}\n}`;
};

/** The event that a function receives. https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export const lambdaEvent = (notification: Notification, subscriptionArn: string, awsOrigin: string): string =>
  JSON.stringify({
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscriptionArn,
        Sns: {
          Type: 'Notification',
          MessageId: notification.messageId,
          TopicArn: notification.topicArn,
          Subject: notification.subject,
          Message: notification.message,
          Timestamp: notification.timestamp,
          SignatureVersion: '1',
          Signature: signature,
          SigningCertUrl: CERTIFICATE_URL,
          UnsubscribeUrl: unsubscribeUrl(awsOrigin, subscriptionArn),
          MessageAttributes: envelopeAttributes(notification.attributes),
        },
      },
    ],
  });

const envelopeAttributes = (attributes: MessageAttributes): Record<string, { Type: string; Value: string }> =>
  Object.fromEntries(
    attributes.map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
    ]),
  );
