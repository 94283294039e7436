import * as z from 'zod';
import { EngineError } from '../../aws-error.ts';
import { flag, ignored } from '../../kit/properties.ts';
import { resourceType } from '../../service.ts';
import type { Sns } from './context.ts';
import { removeTopic } from './operations/topics.ts';
import { subscribe } from './subscribe.ts';
import type { Topic } from './topics.ts';

const json = z.record(z.string(), z.unknown()).optional();
const inlineSubscription = z.strictObject({ Endpoint: z.string(), Protocol: z.string() });
const topicProperties = z.strictObject({
  TopicName: z.string().optional(),
  DisplayName: z.string().optional(),
  KmsMasterKeyId: z.string().optional(),
  TracingConfig: z.string().optional(),
  SignatureVersion: z.coerce.string().optional(),
  Subscription: z.array(inlineSubscription).optional(),
  FifoTopic: flag.optional(),
  DeliveryStatusLogging: ignored,
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
});
const subscriptionProperties = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.string(),
  Endpoint: z.string(),
  FilterPolicy: json,
  FilterPolicyScope: z.string().optional(),
  RawMessageDelivery: flag.optional(),
  RedrivePolicy: json,
  DeliveryPolicy: json,
  Region: ignored,
});

/** Provisioning makes topics and subscriptions what the template says; what is owed to a subscriber survives it. */
export const snsResourceTypes = (sns: Sns) => ({
  'AWS::SNS::Topic': topicType(sns),
  'AWS::SNS::Subscription': subscriptionType(sns),
  'AWS::SNS::TopicPolicy': topicPolicyType(sns),
});

const topicType = (sns: Sns) =>
  resourceType({
    properties: topicProperties,
    provision: ({ TopicName, FifoTopic, Tags, Subscription, DeliveryStatusLogging: _none, ...rest }, resource) => {
      const name = TopicName ?? resource.generatedName(256);
      if (FifoTopic || name.endsWith('.fifo')) throw new EngineError(`${name}: FIFO topics are not emulated`);
      const arn = sns.topics.arnOf(name);
      const existing = sns.topics.find(arn);
      const policy = existing?.attributes.Policy;
      sns.topics.save({
        arn,
        attributes: { ...toTexts(rest), ...(policy !== undefined && { Policy: policy }) },
        tags: Object.fromEntries((Tags ?? []).map(({ Key, Value }) => [Key, Value])),
        policyOwner: existing?.policyOwner ?? null,
      });
      reconcile(sns, arn, inlineOf(resource.previous?.properties), Subscription ?? []);
      return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
    remove: (ref) => removeTopic(sns, ref),
  });

const subscriptionType = (sns: Sns) =>
  resourceType({
    properties: subscriptionProperties,
    provision: ({ TopicArn, Protocol, Endpoint, Region: _none, ...rest }, resource) => {
      sns.topics.get(TopicArn);
      const attributes = toTexts(rest);
      const existing = sns.subscriptions.findByEndpoint(TopicArn, Protocol, Endpoint);
      const request = { topicArn: TopicArn, protocol: Protocol, endpoint: Endpoint, attributes };
      const { arn } = existing
        ? sns.subscriptions.save({ ...existing, attributes })
        : subscribe(sns, { ...request, principal: operator(sns) });
      // Another topic, protocol or endpoint replaces the subscription.
      if (resource.previous && resource.previous.ref !== arn) sns.subscriptions.remove(resource.previous.ref);
      return { ref: arn, attributes: { Arn: arn } };
    },
    remove: (ref) => sns.subscriptions.remove(ref),
  });

const topicPolicyType = (sns: Sns) =>
  resourceType({
    properties: z.strictObject({ PolicyDocument: z.record(z.string(), z.unknown()), Topics: z.array(z.string()) }),
    provision: ({ PolicyDocument, Topics }, resource) => {
      const policyOwner = resource.generatedName();
      for (const topic of ownedBy(sns, policyOwner)) if (!Topics.includes(topic.arn)) releasePolicy(sns, topic);
      for (const arn of Topics) {
        const topic = sns.topics.get(arn);
        const attributes = { ...topic.attributes, Policy: JSON.stringify(PolicyDocument) };
        sns.topics.save({ ...topic, attributes, policyOwner });
      }
      return { ref: policyOwner, attributes: { Id: policyOwner } };
    },
    remove: (ref) => {
      for (const topic of ownedBy(sns, ref)) releasePolicy(sns, topic);
    },
  });

type Inline = z.infer<typeof inlineSubscription>;

/** Subscribes what the topic lists, and ends what it listed before. */
const reconcile = (sns: Sns, topicArn: string, before: readonly Inline[], now: readonly Inline[]): void => {
  for (const { Protocol, Endpoint } of before) {
    if (now.some((kept) => kept.Protocol === Protocol && kept.Endpoint === Endpoint)) continue;
    const gone = sns.subscriptions.findByEndpoint(topicArn, Protocol, Endpoint);
    if (gone) sns.subscriptions.remove(gone.arn);
  }
  for (const { Protocol: protocol, Endpoint: endpoint } of now) {
    subscribe(sns, { topicArn, protocol, endpoint, attributes: {}, principal: operator(sns) });
  }
};

const inlineOf = (properties: string | undefined): readonly Inline[] => {
  const parsed = z.object({ Subscription: z.array(inlineSubscription) }).safeParse(JSON.parse(properties ?? '{}'));
  return parsed.success ? parsed.data.Subscription : [];
};

const ownedBy = ({ topics }: Sns, owner: string): readonly Topic[] =>
  topics.list().filter(({ policyOwner }) => policyOwner === owner);
const releasePolicy = ({ topics }: Sns, topic: Topic): void => {
  const { Policy: _gone, ...attributes } = topic.attributes;
  topics.save({ ...topic, attributes, policyOwner: null });
};

const operator = ({ engine }: Sns): string => `arn:aws:iam::${engine.accountId}:root`;

const toTexts = (properties: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );
