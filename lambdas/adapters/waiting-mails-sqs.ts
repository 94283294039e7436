import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { CountWaitingMails } from '../core/support/ports.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** Where no mails are sent there is no queue for them. */
const NO_QUEUE = 'none';

/** Counts what waits in the e-mail queue, with what is being tried or will be again. */
export const createCountWaitingMails =
  (client: SQSClient, QueueUrl: string): CountWaitingMails =>
  async () => {
    if (QueueUrl === NO_QUEUE) return 0;
    const get = new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
    const { Attributes = {} } = await translatingTemporary(client.send(get));
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  };
