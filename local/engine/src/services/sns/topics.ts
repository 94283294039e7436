import type { Engine, PolicyDocument } from '../../service.ts';
import { invalidParameter, topicNotFound } from './errors.ts';
import { readTopicPolicy } from './policy.ts';

type Texts = Readonly<Record<string, string>>;

/** A topic as it is now; replaced, not changed, when something of it changes. */
export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** As they were set; what is not set has its default. */
  readonly attributes: Texts;
  readonly tags: Texts;
  /** The AWS::SNS::TopicPolicy that set the policy. */
  readonly policyOwner: string | null;
  readonly policy?: PolicyDocument;
}

interface TopicRow {
  arn: string;
  attributes: string;
  tags: string;
  policy_owner: string | null;
}

/** Every topic of the engine, held in memory beside its row. */
export interface Topics {
  find(arn: string): Topic | undefined;
  /** Throws NotFound, or InvalidParameter where it is no topic's ARN. */
  get(arn: string): Topic;
  list(): readonly Topic[];
  arnOf(name: string): string;
  /** Checks and stores a topic, new or changed. */
  save(topic: Omit<Topic, 'name' | 'policy'>): Topic;
  remove(arn: string): void;
}

/** Attributes that can be set. What has no effect here (delivery logging, tracing) is kept and shown.
 * https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const SETTABLE =
  /^(DisplayName|Policy|DeliveryPolicy|KmsMasterKeyId|TracingConfig|SignatureVersion|(HTTP|Firehose|Lambda|Application|SQS)(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn))$/;

export const createTopics = ({ store, region, accountId }: Engine): Topics => {
  const byArn = new Map<string, Topic>();
  const arnOf = (name: string): string => `arn:aws:sns:${region}:${accountId}:${name}`;
  const load = (topic: Omit<Topic, 'name' | 'policy'>): Topic => {
    const policy = policyOf(topic);
    return { ...topic, name: topic.arn.slice(topic.arn.lastIndexOf(':') + 1), ...(policy && { policy }) };
  };
  const find = (arn: string): Topic | undefined => byArn.get(arn);
  for (const row of store.all<TopicRow>('SELECT * FROM sns_topic')) {
    const { arn, attributes, tags, policy_owner: policyOwner } = row;
    byArn.set(arn, load({ arn, attributes: JSON.parse(attributes), tags: JSON.parse(tags), policyOwner }));
  }
  return {
    find,
    arnOf,
    get: (arn) => {
      const topic = find(arn);
      if (topic) return topic;
      checkArn(arn);
      throw topicNotFound();
    },
    list: () => [...byArn.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    save: (given) => {
      checkAttributes(given.attributes);
      const topic = load(given);
      checkName(topic.name);
      store.run(
        'INSERT OR REPLACE INTO sns_topic (arn, attributes, tags, policy_owner) VALUES (?, ?, ?, ?)',
        topic.arn,
        JSON.stringify(topic.attributes),
        JSON.stringify(topic.tags),
        topic.policyOwner,
      );
      byArn.set(topic.arn, topic);
      return topic;
    },
    remove: (arn) => {
      store.run('DELETE FROM sns_topic WHERE arn = ?', arn);
      byArn.delete(arn);
    },
  };
};

/** Refuses what is no topic's ARN. */
export const checkArn = (arn: string): void => {
  if (/^arn:[^:]+:sns:[^:]*:\d*:[^:]+$/.test(arn)) return;
  const elements = arn.split(':').length;
  throw invalidParameter(
    elements < 6 ? `TopicArn Reason: An ARN must have at least 6 elements, not ${elements}` : 'TopicArn',
  );
};

/** Refuses an attribute that a topic does not have, or that cannot be set. */
export const checkAttributeName = (name: string): void => {
  if (!SETTABLE.test(name)) throw invalidParameter(`AttributeName: ${name} is not emulated`);
};

const checkName = (name: string): void => {
  if (name.endsWith('.fifo')) throw invalidParameter(`Topic Name Reason: FIFO topics are not emulated: ${name}`);
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
};

const checkAttributes = (attributes: Texts): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'FifoTopic' || name === 'ContentBasedDeduplication' || name === 'FifoThroughputScope') {
      throw invalidParameter(`Attributes Reason: FIFO topics are not emulated: ${name} cannot be set`);
    }
    checkAttributeName(name);
    if (name === 'DisplayName' && value.length > 100)
      throw invalidParameter('DisplayName: it has at most 100 characters');
    if (name === 'SignatureVersion' && value !== '1' && value !== '2') throw invalidParameter('SignatureVersion');
  }
};

const policyOf = ({ attributes }: Pick<Topic, 'attributes'>): PolicyDocument | undefined =>
  attributes.Policy === undefined ? undefined : readTopicPolicy(attributes.Policy);
