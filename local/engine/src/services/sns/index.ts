import type { Mailbox } from '../../kit/mailbox.ts';
import type { AwsService, Engine } from '../../service.ts';
import { confirmationPage } from './confirmation-page.ts';
import type { Sns } from './context.ts';
import { createDeliveries } from './deliveries.ts';
import { keyError } from './encryption.ts';
import { invalidParameter } from './errors.ts';
import { createSnsMail } from './mail.ts';
import { publishOperations } from './operations/publish.ts';
import { subscriptionOperations } from './operations/subscriptions.ts';
import { tagOperations } from './operations/tags.ts';
import { topicOperations } from './operations/topics.ts';
import { snsResourceTypes } from './resources.ts';
import { SNS_SCHEMA } from './schema.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createTopics } from './topics.ts';
import { createTransport } from './transport.ts';

/** Amazon SNS, standard topics with queues, functions and mailboxes as subscribers. A publication is answered once what is owed of it
 * is in the store; each delivery is made at least once, also across a kill. */
export const createSns = (engine: Engine, mailbox: Mailbox): AwsService => {
  engine.store.schema(SNS_SCHEMA);
  const topics = createTopics(engine);
  const subscriptions = createSubscriptions(engine);
  const mail = createSnsMail(engine, mailbox);
  const deliveries = createDeliveries(engine, subscriptions, createTransport(engine, mail));
  const sns: Sns = { engine, topics, subscriptions, deliveries, mail };
  engine.mount('aws', confirmationPage(engine));
  return {
    name: 'sns',
    protocol: 'query',
    invalidInputCode: 'ValidationError',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    accessDeniedCode: 'AuthorizationError',
    keyError,
    operations: {
      ...topicOperations(sns),
      ...subscriptionOperations(sns),
      ...publishOperations(sns),
      ...tagOperations(sns),
    },
    elsewhere: {
      lists: { ListTopics: { Topics: [] }, ListSubscriptions: { Subscriptions: [] } },
      missing: () => invalidParameter('TopicArn'),
    },
    resourceTypes: snsResourceTypes(sns),
    resourcePolicy: (arn) => topics.find(arn)?.policy,
    start: () => deliveries.start(),
    stop: () => deliveries.stop(),
  };
};
