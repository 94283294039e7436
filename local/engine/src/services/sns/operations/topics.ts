import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { XmlMap } from '../../../protocols/query.ts';
import { operation } from '../../../service.ts';
import { listOf, on, pageOf, type Sns, textMap } from '../context.ts';
import { invalidParameter } from '../errors.ts';
import { sameAttributes } from '../same-attributes.ts';
import { checkArn, checkAttributeName, type Topic } from '../topics.ts';

const byArn = z.object({ TopicArn: z.string() });
const tag = z.object({ Key: z.string(), Value: z.string() });

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html and its neighbours */
export const topicOperations = (sns: Sns) => {
  const { topics, engine } = sns;
  return {
    CreateTopic: operation({
      input: z.object({ Name: z.string(), Attributes: textMap.optional(), Tags: listOf(tag).optional() }),
      access: ({ Name, Tags }) => [
        ...on('CreateTopic', topics.arnOf(Name)),
        ...(Tags && Tags.length > 0 ? on('TagResource', topics.arnOf(Name)) : []),
      ],
      run: ({ Name, Attributes: attributes = {}, Tags = [] }) => {
        const arn = topics.arnOf(Name);
        const existing = topics.find(arn);
        const defaults = { DisplayName: '', Policy: JSON.stringify(defaultPolicy(arn, engine.accountId)) };
        if (existing && !sameAttributes(attributes, existing.attributes, defaults)) {
          throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
        }
        const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
        if (existing && Tags.length > 0 && !isDeepStrictEqual(tags, existing.tags)) {
          throw invalidParameter('Tags Reason: Topic already exists with different tags');
        }
        if (!existing) topics.save({ arn, attributes, tags, policyOwner: null });
        return { TopicArn: arn };
      },
    }),
    DeleteTopic: operation({
      input: byArn,
      access: ({ TopicArn }) => on('DeleteTopic', TopicArn),
      run: ({ TopicArn }) => {
        checkArn(TopicArn);
        removeTopic(sns, TopicArn);
      },
    }),
    ListTopics: operation({
      input: z.object({ NextToken: z.string().nullish() }),
      access: () => on('ListTopics'),
      run: ({ NextToken }) => {
        const { items, next } = pageOf(topics.list(), NextToken);
        return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), ...next };
      },
    }),
    GetTopicAttributes: operation({
      input: byArn,
      access: ({ TopicArn }) => on('GetTopicAttributes', TopicArn),
      run: ({ TopicArn }) => ({ Attributes: new XmlMap(describe(sns, topics.get(TopicArn))) }),
    }),
    SetTopicAttributes: operation({
      input: z.object({ TopicArn: z.string(), AttributeName: z.string(), AttributeValue: z.string().default('') }),
      access: ({ TopicArn }) => on('SetTopicAttributes', TopicArn),
      run: ({ TopicArn, AttributeName, AttributeValue }) => {
        const topic = topics.get(TopicArn);
        checkAttributeName(AttributeName);
        const { [AttributeName]: _replaced, ...rest } = topic.attributes;
        const attributes = AttributeValue === '' ? rest : { ...rest, [AttributeName]: AttributeValue };
        topics.save({ ...topic, attributes, ...(AttributeName === 'Policy' && { policyOwner: null }) });
      },
    }),
  };
};

/** Deletes a topic with its subscriptions. */
export const removeTopic = ({ engine, topics, subscriptions }: Sns, arn: string): void =>
  engine.store.transaction(() => {
    for (const subscription of subscriptions.list(arn)) subscriptions.remove(subscription.arn);
    topics.remove(arn);
  });

const describe = ({ engine, subscriptions }: Sns, topic: Topic): Record<string, string> => {
  const all = subscriptions.list(topic.arn);
  const pending = all.filter(({ token }) => token !== null).length;
  return {
    DisplayName: '',
    Policy: JSON.stringify(defaultPolicy(topic.arn, engine.accountId)),
    ...topic.attributes,
    TopicArn: topic.arn,
    Owner: engine.accountId,
    SubscriptionsConfirmed: String(all.length - pending),
    SubscriptionsPending: String(pending),
    SubscriptionsDeleted: '0',
  };
};

/** What AWS shows of a topic without a policy of its own: its owner may do everything, as IAM allows. */
const defaultPolicy = (arn: string, accountId: string) => ({
  Version: '2008-10-17',
  Id: '__default_policy_ID',
  Statement: [
    {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: [
        'GetTopicAttributes',
        'SetTopicAttributes',
        'DeleteTopic',
        'Subscribe',
        'ListSubscriptionsByTopic',
        'Publish',
      ].map((action) => `SNS:${action}`),
      Resource: arn,
      Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
    },
  ],
});
