import type { Store } from '../../store.ts';

/** Makes the tables; those of an earlier version get what they lack. */
export const prepareTables = (store: Store): void => {
  store.schema(SQS_SCHEMA);
  if (!store.get("SELECT 1 FROM pragma_table_info('sqs_message') WHERE name = 'received_before'"))
    store.schema('ALTER TABLE sqs_message ADD COLUMN received_before INTEGER NOT NULL DEFAULT 0');
};

/** Queues, messages and message move tasks. The index serves every hot query: the next messages to receive, the next
 * visibility deadline and the three counts, all without touching a message's row. */
const SQS_SCHEMA = `
CREATE TABLE IF NOT EXISTS sqs_queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  attributes TEXT NOT NULL,
  tags TEXT NOT NULL,
  policy_owner TEXT,
  created_at INTEGER NOT NULL,
  modified_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS sqs_message (
  seq INTEGER PRIMARY KEY,
  queue_id INTEGER NOT NULL,
  visible_at INTEGER NOT NULL,
  receive_count INTEGER NOT NULL DEFAULT 0,
  received_before INTEGER NOT NULL DEFAULT 0,
  sent_at INTEGER NOT NULL,
  first_received_at INTEGER,
  received_at INTEGER,
  message_id TEXT NOT NULL,
  body_md5 TEXT NOT NULL,
  sender_id TEXT NOT NULL,
  attributes TEXT,
  trace_header TEXT,
  group_id TEXT,
  dead_letter_source TEXT,
  body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS sqs_message_visibility ON sqs_message (queue_id, visible_at, receive_count);
CREATE TABLE IF NOT EXISTS sqs_move_task (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  destination TEXT,
  rate INTEGER,
  status TEXT NOT NULL,
  moved INTEGER NOT NULL DEFAULT 0,
  to_move INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  failure TEXT
);
`;
