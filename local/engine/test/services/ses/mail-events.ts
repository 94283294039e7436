import {
  CreateConfigurationSetCommand,
  CreateConfigurationSetEventDestinationCommand,
  CreateEmailIdentityCommand,
  type EventDestinationDefinition,
  SESv2Client,
  SendEmailCommand,
  type SendEmailCommandInput,
} from '@aws-sdk/client-sesv2';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { until } from '../../../src/testing/engine.ts';
import { createTopicClient } from '../sns/topic-client.ts';

/** An event as SES tells it. */
export interface MailEvent {
  readonly eventType: string;
  readonly mail: Record<string, unknown> & { messageId: string; destination: string[]; tags: Record<string, string[]> };
  readonly [member: string]: unknown;
}

export const SENDER = 'shop@example.com';
const ACCOUNT = '000000000000';

/** The policy that AWS documents for a topic of events: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-sns.html */
export const topicPolicy = (topicArn: string, set: string, account = ACCOUNT): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'ses.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: topicArn,
      Condition: {
        StringEquals: {
          'AWS:SourceAccount': account,
          'AWS:SourceArn': `arn:aws:ses:us-east-1:${ACCOUNT}:configuration-set/${set}`,
        },
      },
    },
  });

/** A configuration set whose events a queue gets, by way of a topic. */
export const openMailEvents = async (
  endpoint: string,
  set: string,
  changes: Partial<EventDestinationDefinition> = {},
) => {
  const client = new SESv2Client({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const topics = createTopicClient(endpoint);
  const topicArn = await topics.create(set);
  await topics.client.send(
    new SetTopicAttributesCommand({
      TopicArn: topicArn,
      AttributeName: 'Policy',
      AttributeValue: topicPolicy(topicArn, set),
    }),
  );
  const queue = await topics.openQueue(set, topicArn);
  await topics.subscribe(topicArn, set, { RawMessageDelivery: 'true' });
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: SENDER })).catch(() => {});
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: set }));
  await client.send(
    new CreateConfigurationSetEventDestinationCommand({
      ConfigurationSetName: set,
      EventDestinationName: 'topic',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'],
        SnsDestination: { TopicArn: topicArn },
        ...changes,
      },
    }),
  );
  const bodies: string[] = [];
  const receive = async (): Promise<readonly string[]> => {
    for (const { Body = '' } of await topics.queues.receive(queue, { WaitTimeSeconds: 1 })) bodies.push(Body);
    return bodies;
  };
  const events = async (): Promise<readonly MailEvent[]> =>
    (await receive()).filter((body) => body.startsWith('{')).map((body) => JSON.parse(body) as MailEvent);
  return {
    client,
    topics,
    topicArn,
    queue,
    receive,
    events,
    send: async (to: string | readonly string[], more: Partial<SendEmailCommandInput> = {}): Promise<string> => {
      const text = { Data: 'text' };
      const input = {
        FromEmailAddress: `"The Shop" <${SENDER}>`,
        Destination: { ToAddresses: [to].flat() },
        ConfigurationSetName: set,
        Content: { Simple: { Subject: { Data: 'Grüße' }, Body: { Text: text } } },
        ...more,
      };
      return (await client.send(new SendEmailCommand(input))).MessageId ?? '';
    },
    /** The events of a mail, once there are so many. */
    eventsOf: (messageId: string, count: number): Promise<readonly MailEvent[]> =>
      until(`${count} events of ${messageId} came`, async () => {
        const found = (await events()).filter(({ mail }) => mail.messageId === messageId);
        return found.length >= count && found;
      }),
    close: () => client.destroy(),
  };
};
