import type { Sns } from './context.ts';
import { invalidParameter } from './errors.ts';
import { sameAttributes } from './same-attributes.ts';
import type { Protocol, Subscription } from './subscriptions.ts';

/** What a Subscribe asks for. */
interface SubscribeRequest {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** ARN of who subscribes. */
  readonly principal: string;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
const DEFAULTS = { RawMessageDelivery: 'false', FilterPolicyScope: 'MessageAttributes' };
const EMULATED: readonly string[] = ['sqs', 'lambda', 'email', 'email-json'] satisfies Protocol[];
const isProtocol = (name: string): name is Protocol => EMULATED.includes(name);

/** Subscribes an endpoint; the same endpoint with the same attributes keeps its subscription. */
export const subscribe = (sns: Sns, request: SubscribeRequest): Subscription => {
  const { topicArn, protocol, endpoint, attributes } = request;
  if (!isProtocol(protocol)) {
    throw invalidParameter(`Protocol Reason: ${protocol} is not emulated; there are ${EMULATED.join(', ')}`);
  }
  const existing = sns.subscriptions.findByEndpoint(topicArn, protocol, endpoint);
  if (existing) {
    if (sameAttributes(attributes, existing.attributes, DEFAULTS)) {
      if (existing.token !== null) sns.mail.askToConfirm(existing);
      return existing;
    }
    throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
  }
  const created = sns.subscriptions.create({ ...request, protocol });
  if (created.token !== null) {
    sns.mail.askToConfirm(created);
    const how = `aws sns confirm-subscription --topic-arn ${topicArn} --token ${created.token}`;
    sns.engine.log('sns', `${endpoint} has to confirm its subscription by the mail in the inbox, or: ${how}`);
  }
  return created;
};
