import type { Caller, Engine } from '../../service.ts';
import type { SqsMessage } from './records.ts';

/** Remembers what a poller holds. Pollers die with the engine, and what they held would stay invisible for the rest of its
 * visibility timeout, minutes in a well-made queue: the next start gives it back at once instead. */
interface InFlight {
  hold(messages: readonly SqsMessage[]): void;
  settle(messages: readonly SqsMessage[]): void;
  /** Makes visible again what the last run of the engine left unsettled. */
  giveBack(queueUrl: string): Promise<void>;
}

/** `source` is the ARN of the pipe or event source mapping. */
export const createInFlight = (engine: Engine, source: string): InFlight => {
  const { store } = engine;
  store.schema(`CREATE TABLE IF NOT EXISTS pipes_in_flight
    (source TEXT NOT NULL, message_id TEXT NOT NULL, receipt_handle TEXT NOT NULL, PRIMARY KEY (source, message_id))`);
  const left = store.all<{ message_id: string; receipt_handle: string }>(
    'SELECT message_id, receipt_handle FROM pipes_in_flight WHERE source = ?',
    source,
  );
  const forget = (messageId: string): void =>
    void store.run('DELETE FROM pipes_in_flight WHERE source = ? AND message_id = ?', source, messageId);
  return {
    hold: (messages) =>
      store.transaction(() => {
        for (const { MessageId, ReceiptHandle } of messages) {
          store.run('INSERT OR REPLACE INTO pipes_in_flight VALUES (?, ?, ?)', source, MessageId, ReceiptHandle);
        }
      }),
    settle: (messages) =>
      store.transaction(() => {
        for (const { MessageId } of messages) forget(MessageId);
      }),
    giveBack: async (QueueUrl) => {
      const self: Caller = { kind: 'operator', arn: source };
      for (const row of left.splice(0)) {
        // Refused when the queue is gone or the message was received by somebody else since: nothing is left to do then.
        await engine
          .call(self, 'sqs', 'ChangeMessageVisibility', {
            QueueUrl,
            ReceiptHandle: row.receipt_handle,
            VisibilityTimeout: 0,
          })
          .catch(() => {});
        forget(row.message_id);
      }
    },
  };
};
