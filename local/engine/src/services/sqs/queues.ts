import { AwsError } from '../../aws-error.ts';
import type { Engine } from '../../service.ts';
import { changeAttributes, type QueueAttributes, type QueueSettings, settingsOf } from './attributes.ts';
import { invalidAttributeValue, invalidParameter, queueDoesNotExist, unsupported } from './errors.ts';

/** A queue as it is now; replaced, not changed, when its attributes change. */
export interface Queue {
  readonly id: number;
  readonly name: string;
  readonly arn: string;
  readonly attributes: QueueAttributes;
  readonly settings: QueueSettings;
  readonly tags: Readonly<Record<string, string>>;
  /** The AWS::SQS::QueuePolicy that set the policy. */
  readonly policyOwner: string | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

interface QueueRow {
  id: number;
  name: string;
  attributes: string;
  tags: string;
  policy_owner: string | null;
  created_at: number;
  modified_at: number;
}

/** Every queue of the engine: few, so they are held in memory beside their rows. */
export interface Queues {
  find(name: string): Queue | undefined;
  /** The queue that a URL names by its last segment, whatever host and port stand before it. Throws QueueDoesNotExist. */
  byUrl(url: string): Queue;
  byArn(arn: string): Queue | undefined;
  /** In order of their names. */
  list(): readonly Queue[];
  /** The queues whose redrive policy names this one. */
  sourcesOf(queue: Queue): readonly Queue[];
  /** The URL of a queue, for a client that reached the endpoint by an origin: SDKs warn of a URL on another host. */
  url(queue: Queue, origin?: string): string;
  create(name: string, attributes: QueueAttributes, tags: Readonly<Record<string, string>>): Queue;
  /** Lays changes over the attributes. */
  change(queue: Queue, changes: QueueAttributes): Queue;
  /** Replaces tags or the policy's owner, and attributes without checking which are given. */
  save(queue: Queue): Queue;
  remove(queue: Queue): void;
}

/** The name in a queue's URL or ARN. */
export const nameInUrl = (url: string): string => url.slice(url.lastIndexOf('/') + 1);
const nameInArn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** The ARN of a queue, whether it exists or not: what IAM is asked about. */
export const queueArn = (engine: Engine, name: string): string =>
  `arn:aws:sqs:${engine.region}:${engine.accountId}:${name}`;

export const createQueues = (engine: Engine): Queues => {
  const { store } = engine;
  const byName = new Map<string, Queue>();
  const fromRow = (row: QueueRow): Queue => {
    const attributes = JSON.parse(row.attributes) as QueueAttributes;
    return {
      id: row.id,
      name: row.name,
      arn: queueArn(engine, row.name),
      attributes,
      settings: settingsOf(attributes),
      tags: JSON.parse(row.tags) as Record<string, string>,
      policyOwner: row.policy_owner,
      createdAt: row.created_at,
      modifiedAt: row.modified_at,
    };
  };
  const byArn = (arn: string): Queue | undefined => {
    const queue = byName.get(nameInArn(arn));
    return queue?.arn === arn ? queue : undefined;
  };
  const save = (changed: Queue): Queue => {
    const queue = { ...changed, settings: settingsOf(changed.attributes), modifiedAt: engine.now() };
    store.run(
      'UPDATE sqs_queue SET attributes = ?, tags = ?, policy_owner = ?, modified_at = ? WHERE id = ?',
      JSON.stringify(queue.attributes),
      JSON.stringify(queue.tags),
      queue.policyOwner,
      queue.modifiedAt,
      queue.id,
    );
    byName.set(queue.name, queue);
    return queue;
  };
  for (const row of store.all<QueueRow>('SELECT * FROM sqs_queue')) byName.set(row.name, fromRow(row));

  return {
    find: (name) => byName.get(name),
    byUrl: (url) => {
      const queue = byName.get(nameInUrl(url));
      if (!queue) throw queueDoesNotExist();
      return queue;
    },
    byArn,
    list: () => [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    sourcesOf: (target) => [...byName.values()].filter((queue) => queue.settings.redrive?.targetArn === target.arn),
    url: (queue, origin = engine.awsOrigin()) => `${origin}/${engine.accountId}/${queue.name}`,
    create: (name, given, tags) => {
      checkName(name);
      const attributes = changeAttributes({}, given);
      checkRedrive(queueArn(engine, name), settingsOf(attributes), byArn);
      const now = engine.now();
      store.run(
        'INSERT INTO sqs_queue (name, attributes, tags, created_at, modified_at) VALUES (?, ?, ?, ?, ?)',
        name,
        JSON.stringify(attributes),
        JSON.stringify(tags),
        now,
        now,
      );
      const row = store.get<QueueRow>('SELECT * FROM sqs_queue WHERE name = ?', name);
      if (!row) throw new Error(`queue ${name} was not stored`);
      const queue = fromRow(row);
      byName.set(name, queue);
      return queue;
    },
    change: (queue, changes) => {
      const attributes = changeAttributes(queue.attributes, changes);
      if (changes.RedrivePolicy) checkRedrive(queue.arn, settingsOf(attributes), byArn);
      return save({ ...queue, attributes });
    },
    save,
    remove: (queue) => {
      store.transaction(() => {
        store.run('DELETE FROM sqs_message WHERE queue_id = ?', queue.id);
        store.run('DELETE FROM sqs_queue WHERE id = ?', queue.id);
      });
      byName.delete(queue.name);
    },
  };
};

const checkName = (name: string): void => {
  if (name.endsWith('.fifo')) throw unsupported(`FIFO queues are not emulated: ${name}`);
  if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
    throw invalidParameter('Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length');
  }
};

const checkRedrive = (
  sourceArn: string,
  { redrive }: QueueSettings,
  byArn: (arn: string) => Queue | undefined,
): void => {
  if (!redrive) return;
  const target = byArn(redrive.targetArn);
  if (!target) throw invalidAttributeValue('RedrivePolicy', `Dead letter target ${redrive.targetArn} does not exist.`);
  const { permission, sourceArns } = target.settings.redriveAllow;
  if (permission === 'denyAll' || (permission === 'byQueue' && !sourceArns.includes(sourceArn))) {
    throw new AwsError('InvalidAttributeValue', `Queue ${target.name} does not permit ${sourceArn} to redrive to it.`);
  }
};
