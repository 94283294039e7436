import * as z from 'zod';
import { flag } from '../../../kit/properties.ts';
import { XmlMap } from '../../../protocols/query.ts';
import { operation } from '../../../service.ts';
import { on, pageOf, type Sns, textMap } from '../context.ts';
import { invalidParameter } from '../errors.ts';
import { subscribe } from '../subscribe.ts';
import type { Subscription } from '../subscriptions.ts';

const byArn = z.object({ SubscriptionArn: z.string() });

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html and its neighbours */
export const subscriptionOperations = (sns: Sns) => {
  const { topics, subscriptions } = sns;
  return {
    Subscribe: operation({
      input: z.object({
        TopicArn: z.string(),
        Protocol: z.string(),
        Endpoint: z.string().default(''),
        Attributes: textMap.default({}),
        ReturnSubscriptionArn: flag.default(false),
      }),
      access: ({ TopicArn, Protocol, Endpoint }) =>
        on('Subscribe', TopicArn, { 'sns:Protocol': Protocol, 'sns:Endpoint': Endpoint }),
      run: ({ TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn }, { caller }) => {
        topics.get(TopicArn);
        const request = { topicArn: TopicArn, protocol: Protocol, endpoint: Endpoint, attributes: Attributes };
        const { arn, token } = subscribe(sns, { ...request, principal: caller.arn });
        return { SubscriptionArn: token === null || ReturnSubscriptionArn ? arn : 'pending confirmation' };
      },
    }),
    ConfirmSubscription: operation({
      input: z.object({ TopicArn: z.string(), Token: z.string() }),
      access: ({ TopicArn }) => on('ConfirmSubscription', TopicArn),
      run: ({ TopicArn, Token }) => {
        topics.get(TopicArn);
        const subscription = subscriptions.list(TopicArn).find(({ token }) => token === Token);
        if (!subscription) throw invalidParameter('Token');
        subscriptions.save({ ...subscription, token: null });
        return { SubscriptionArn: subscription.arn };
      },
    }),
    Unsubscribe: operation({
      input: byArn,
      access: () => on('Unsubscribe'),
      run: ({ SubscriptionArn }) => subscriptions.remove(SubscriptionArn),
    }),
    ListSubscriptions: operation({
      input: z.object({ NextToken: z.string().nullish() }),
      access: () => on('ListSubscriptions'),
      run: ({ NextToken }) => listed(sns, subscriptions.list(), NextToken),
    }),
    ListSubscriptionsByTopic: operation({
      input: z.object({ TopicArn: z.string(), NextToken: z.string().nullish() }),
      access: ({ TopicArn }) => on('ListSubscriptionsByTopic', TopicArn),
      run: ({ TopicArn, NextToken }) => listed(sns, subscriptions.list(topics.get(TopicArn).arn), NextToken),
    }),
    GetSubscriptionAttributes: operation({
      input: byArn,
      access: () => on('GetSubscriptionAttributes'),
      run: ({ SubscriptionArn }) => ({ Attributes: new XmlMap(describe(sns, subscriptions.get(SubscriptionArn))) }),
    }),
    SetSubscriptionAttributes: operation({
      input: z.object({
        SubscriptionArn: z.string(),
        AttributeName: z.string(),
        AttributeValue: z.string().default(''),
      }),
      access: () => on('SetSubscriptionAttributes'),
      run: ({ SubscriptionArn, AttributeName, AttributeValue }) => {
        const subscription = subscriptions.get(SubscriptionArn);
        const { [AttributeName]: _replaced, ...rest } = subscription.attributes;
        const attributes = AttributeValue === '' ? rest : { ...rest, [AttributeName]: AttributeValue };
        subscriptions.save({ ...subscription, attributes });
      },
    }),
  };
};

const listed = ({ engine }: Sns, all: readonly Subscription[], token: string | null | undefined) => {
  const { items, next } = pageOf(all, token);
  const Subscriptions = items.map(({ arn, topicArn, protocol, endpoint, token }) => ({
    SubscriptionArn: token === null ? arn : 'PendingConfirmation',
    Owner: engine.accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: topicArn,
  }));
  return { Subscriptions, ...next };
};

const describe = ({ engine }: Sns, subscription: Subscription): Record<string, string> => ({
  ...(subscription.filter && { FilterPolicyScope: subscription.filter.scope }),
  RawMessageDelivery: 'false',
  ...subscription.attributes,
  SubscriptionArn: subscription.arn,
  TopicArn: subscription.topicArn,
  Protocol: subscription.protocol,
  Endpoint: subscription.endpoint,
  Owner: engine.accountId,
  SubscriptionPrincipal: subscription.principal,
  PendingConfirmation: String(subscription.token !== null),
  ConfirmationWasAuthenticated: String(subscription.token === null),
});
