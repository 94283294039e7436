import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import { listOf, on, type Sns } from '../context.ts';
import { keyUses } from '../encryption.ts';
import { invalidParameter } from '../errors.ts';
import { MAXIMUM_MESSAGE_BYTES, messageInput, type Publication, readMessage } from '../notification.ts';

const publishInput = z.object({
  TopicArn: z.string().nullish(),
  TargetArn: z.string().nullish(),
  PhoneNumber: z.string().nullish(),
  ...messageInput,
});
const entry = z.object({ Id: z.string(), ...messageInput });

/** Both answer once the messages and what is owed of them are committed.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html and API_PublishBatch */
export const publishOperations = (sns: Sns) => ({
  Publish: operation({
    input: publishInput,
    access: ({ TopicArn, TargetArn }) => on('Publish', TopicArn ?? TargetArn ?? '*'),
    keys: ({ TopicArn, TargetArn }) => keyUses(sns, TopicArn ?? TargetArn ?? ''),
    run: (input) => {
      if (input.PhoneNumber) throw invalidParameter('PhoneNumber Reason: SMS is not emulated');
      const topic = sns.topics.get(input.TopicArn ?? input.TargetArn ?? '');
      const publication = readMessage(topic.arn, input, sns.engine.now());
      publish(sns, topic.arn, [publication]);
      return { MessageId: publication.messageId };
    },
  }),
  PublishBatch: operation({
    input: z.object({ TopicArn: z.string(), PublishBatchRequestEntries: listOf(entry) }),
    access: ({ TopicArn }) => on('Publish', TopicArn),
    keys: ({ TopicArn }) => keyUses(sns, TopicArn),
    run: ({ TopicArn, PublishBatchRequestEntries: entries }) => {
      const topic = sns.topics.get(TopicArn);
      checkBatch(entries);
      const read = entries.map((item) => readEntry(item.Id, () => readMessage(topic.arn, item, sns.engine.now())));
      const accepted = read.flatMap(({ publication }) => publication ?? []);
      if (accepted.reduce((sum, { bytes }) => sum + bytes, 0) > MAXIMUM_MESSAGE_BYTES) {
        throw new AwsError('BatchRequestTooLong', `The batch is longer than ${MAXIMUM_MESSAGE_BYTES} bytes`);
      }
      publish(sns, topic.arn, accepted);
      return {
        Successful: read.flatMap(({ id, publication }) =>
          publication ? [{ Id: id, MessageId: publication.messageId }] : [],
        ),
        Failed: read.flatMap(({ failed }) => failed ?? []),
      };
    },
  }),
});

const publish = (
  { engine, subscriptions, deliveries }: Sns,
  topicArn: string,
  publications: readonly Publication[],
): void => {
  const owed = publications.flatMap((publication) =>
    subscriptions
      .receivers(topicArn, publication)
      .map(({ arn, protocol }) => ({ subscriptionArn: arn, notification: publication.forProtocol(protocol) })),
  );
  const bytes = publications.reduce((sum, publication) => sum + publication.bytes, 0);
  // A request is billed per 64 KiB. https://aws.amazon.com/sns/pricing/
  engine.count('sns.publish', Math.max(1, Math.ceil(bytes / 65_536)));
  if (owed.length === 0) return;
  const begins = engine.store.transaction(() => owed.map(deliveries.owe));
  for (const begin of begins) begin();
};

const readEntry = (id: string, read: () => Publication) => {
  try {
    return { id, publication: read() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { id, failed: { Id: id, Code: error.code, Message: error.message, SenderFault: true } };
  }
};

const checkBatch = (entries: readonly { readonly Id: string }[]): void => {
  if (entries.length === 0) throw new AwsError('EmptyBatchRequest', 'The batch request contains no entries.');
  if (entries.length > 10) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      'The batch request contains more entries than permissible (more than 10).',
    );
  }
  if (!entries.every(({ Id }) => /^[A-Za-z0-9_-]{1,80}$/.test(Id))) {
    throw new AwsError(
      'InvalidBatchEntryId',
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
  }
};
