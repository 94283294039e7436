import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Pattern } from '../../kit/pattern.ts';
import type { Engine } from '../../service.ts';
import { invalidParameter, subscriptionNotFound } from './errors.ts';
import { matchesAttributes, matchesBody } from './filter/match.ts';
import { type FilterScope, parseFilterPolicy } from './filter/policy.ts';
import type { Publication } from './notification.ts';

type Texts = Readonly<Record<string, string>>;

/** What can subscribe here; e-mail waits for its confirmation, and is delivered into the mailbox of this machine. */
export type Protocol = 'sqs' | 'lambda' | 'email' | 'email-json';

interface Stored {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  /** As they were set. */
  readonly attributes: Texts;
  /** ARN of who subscribed. */
  readonly principal: string;
  /** What confirms it; null once it is confirmed. */
  readonly token: string | null;
}

/** A subscription as it is now; replaced, not changed, when its attributes change. */
export interface Subscription extends Stored {
  readonly raw: boolean;
  readonly deadLetterTargetArn?: string;
  readonly filter?: { readonly scope: FilterScope; readonly policy: Pattern };
}

interface SubscriptionRow extends Omit<Stored, 'topicArn' | 'attributes'> {
  topic_arn: string;
  attributes: string;
}

/** Every subscription of the engine, held in memory beside its row. */
export interface Subscriptions {
  find(arn: string): Subscription | undefined;
  /** Throws NotFound, or InvalidParameter where it is no subscription's ARN. */
  get(arn: string): Subscription;
  /** Of one topic, or all; in order of their ARNs. */
  list(topicArn?: string): readonly Subscription[];
  /** The confirmed subscriptions of a topic whose filter lets a message pass. */
  receivers(topicArn: string, publication: Publication): readonly Subscription[];
  findByEndpoint(topicArn: string, protocol: string, endpoint: string): Subscription | undefined;
  create(given: Pick<Stored, 'topicArn' | 'protocol' | 'endpoint' | 'attributes' | 'principal'>): Subscription;
  /** Checks and stores changed attributes, or a confirmation. */
  save(changed: Stored): Subscription;
  remove(arn: string): void;
}

const redrivePolicy = z.looseObject({ deadLetterTargetArn: z.string().regex(/^arn:[^:]+:sqs:[^:]+:\d+:[^:]+$/) });
const SETTABLE = ['RawMessageDelivery', 'FilterPolicy', 'FilterPolicyScope', 'RedrivePolicy', 'DeliveryPolicy'];

export const createSubscriptions = ({ store }: Engine): Subscriptions => {
  const byArn = new Map<string, Subscription>();
  const byTopic = new Map<string, Map<string, Subscription>>();
  const hold = (subscription: Subscription): Subscription => {
    byArn.set(subscription.arn, subscription);
    const siblings = byTopic.get(subscription.topicArn) ?? new Map<string, Subscription>();
    byTopic.set(subscription.topicArn, siblings.set(subscription.arn, subscription));
    return subscription;
  };
  const save = (changed: Stored): Subscription => {
    const subscription = withSettings(changed);
    store.run(
      `INSERT OR REPLACE INTO sns_subscription (arn, topic_arn, protocol, endpoint, attributes, principal, token)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      subscription.arn,
      subscription.topicArn,
      subscription.protocol,
      subscription.endpoint,
      JSON.stringify(subscription.attributes),
      subscription.principal,
      subscription.token,
    );
    return hold(subscription);
  };
  const list = (topicArn?: string): readonly Subscription[] => {
    const all = topicArn === undefined ? byArn.values() : (byTopic.get(topicArn)?.values() ?? []);
    return [...all].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  };
  for (const row of store.all<SubscriptionRow>('SELECT * FROM sns_subscription')) {
    const { topic_arn: topicArn, attributes, ...rest } = row;
    hold(withSettings({ ...rest, topicArn, attributes: JSON.parse(attributes) as Texts }));
  }
  return {
    find: (arn) => byArn.get(arn),
    get: (arn) => {
      const subscription = byArn.get(arn);
      if (subscription) return subscription;
      const isArn = /^arn:[^:]+:sns:[^:]*:\d*:[^:]+:[^:]+$/.test(arn);
      throw isArn ? subscriptionNotFound() : invalidParameter('SubscriptionArn');
    },
    list,
    receivers: (topicArn, publication) =>
      [...(byTopic.get(topicArn)?.values() ?? [])].filter((subscription) => wants(subscription, publication)),
    findByEndpoint: (topicArn, protocol, endpoint) =>
      list(topicArn).find((candidate) => candidate.protocol === protocol && candidate.endpoint === endpoint),
    create: (given) => {
      checkEndpoint(given.protocol, given.endpoint);
      const token = isEmail(given.protocol) ? randomUUID().replaceAll('-', '') : null;
      return save({ ...given, arn: `${given.topicArn}:${randomUUID()}`, token });
    },
    save,
    remove: (arn) => {
      store.run('DELETE FROM sns_subscription WHERE arn = ?', arn);
      byTopic.get(byArn.get(arn)?.topicArn ?? '')?.delete(arn);
      byArn.delete(arn);
    },
  };
};

const isEmail = (protocol: Protocol): boolean => protocol === 'email' || protocol === 'email-json';

const wants = ({ protocol, token, filter }: Subscription, publication: Publication): boolean => {
  if (token !== null) return false;
  if (!filter) return true;
  return filter.scope === 'MessageBody'
    ? matchesBody(filter.policy, publication.forProtocol(protocol).message)
    : matchesAttributes(filter.policy, publication.attributes);
};

const checkEndpoint = (protocol: Protocol, endpoint: string): void => {
  if (protocol === 'sqs' && !/^arn:[^:]+:sqs:[^:]+:\d+:[^:]+$/.test(endpoint)) {
    throw invalidParameter('SQS endpoint ARN');
  }
  if (protocol === 'lambda' && !/^arn:[^:]+:lambda:[^:]+:\d+:function:.+$/.test(endpoint)) {
    throw invalidParameter('Lambda endpoint ARN');
  }
  if (isEmail(protocol) && !/^[^\s@]+@[^\s@]+$/.test(endpoint)) throw invalidParameter('Email address');
};

/** Reads the attributes into what delivery needs. Throws InvalidParameter.
 * https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
const withSettings = (stored: Stored): Subscription => {
  const { attributes } = stored;
  for (const name of Object.keys(attributes)) {
    if (!SETTABLE.includes(name)) throw invalidParameter(`AttributeName: ${name} is not emulated`);
  }
  const { RawMessageDelivery = 'false', FilterPolicyScope: scope = 'MessageAttributes', FilterPolicy } = attributes;
  if (!/^(true|false)$/i.test(RawMessageDelivery)) throw invalidParameter('RawMessageDelivery');
  const raw = RawMessageDelivery.toLowerCase() === 'true';
  if (raw && stored.protocol !== 'sqs')
    throw invalidParameter(`Delivery protocol [${stored.protocol}] does not support raw message delivery.`);
  if (scope !== 'MessageAttributes' && scope !== 'MessageBody') throw invalidParameter('FilterPolicyScope');
  const policy = FilterPolicy ? parseFilterPolicy(FilterPolicy, scope) : undefined;
  const deadLetterTargetArn = readRedrivePolicy(attributes.RedrivePolicy);
  return {
    ...stored,
    raw,
    ...(deadLetterTargetArn && { deadLetterTargetArn }),
    ...(policy && { filter: { scope, policy } }),
  };
};

const readRedrivePolicy = (json: string | undefined): string | undefined => {
  if (!json) return undefined;
  try {
    return redrivePolicy.parse(JSON.parse(json)).deadLetterTargetArn;
  } catch {
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn must be the ARN of a queue');
  }
};
