/** Topics, subscriptions, and deliveries that are still owed. */
export const SNS_SCHEMA = `
CREATE TABLE IF NOT EXISTS sns_topic (
  arn TEXT PRIMARY KEY,
  attributes TEXT NOT NULL,
  tags TEXT NOT NULL,
  policy_owner TEXT
);
CREATE TABLE IF NOT EXISTS sns_subscription (
  arn TEXT PRIMARY KEY,
  topic_arn TEXT NOT NULL,
  protocol TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  attributes TEXT NOT NULL,
  principal TEXT NOT NULL,
  token TEXT,
  UNIQUE (topic_arn, protocol, endpoint)
);
CREATE TABLE IF NOT EXISTS sns_delivery (
  id INTEGER PRIMARY KEY,
  subscription_arn TEXT NOT NULL,
  notification TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL
);
`;
