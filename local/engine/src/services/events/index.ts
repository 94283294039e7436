import { AwsError } from '../../aws-error.ts';
import type { AwsService, Engine } from '../../service.ts';
import { createDeliveries } from './deliveries.ts';
import { eventsOperations } from './operations.ts';
import { ruleType } from './resource.ts';
import { createRules } from './rules.ts';
import { createTransport } from './transport.ts';

/** EventBridge: the default event bus and its rules. What an event is owed to is in the store before PutEvents answers; each
 * delivery is made at least once, also across a kill. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html */
export const createEvents = (engine: Engine): AwsService => {
  const rules = createRules();
  const deliveries = createDeliveries(engine, rules, createTransport(engine));
  return {
    name: 'events',
    protocol: 'json',
    jsonVersion: '1.1',
    targetPrefix: 'AWSEvents',
    operations: eventsOperations(engine, rules, deliveries),
    elsewhere: {
      lists: { ListRules: { Rules: [] } },
      missing: ({ Name, Rule = Name }) =>
        new AwsError('ResourceNotFoundException', `Rule ${Rule} does not exist on EventBus default.`),
    },
    resourceTypes: { 'AWS::Events::Rule': ruleType(engine, rules) },
    start: () => deliveries.start(),
    stop: () => deliveries.stop(),
  };
};
