import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageConfig } from './config.ts';
import type { Artifacts } from './constructs/artifacts.ts';
import { Catalogue } from './constructs/catalogue.ts';
import { Identity } from './constructs/identity.ts';
import { OrderApi } from './constructs/order-api.ts';
import { OrderEvents } from './constructs/order-events.ts';
import { OrderPipe } from './constructs/order-pipe.ts';
import { OrderQueue } from './constructs/order-queue.ts';
import { OrderWorkflow } from './constructs/order-workflow.ts';
import { OrdersTable } from './constructs/orders-table.ts';

/** Properties of {@link OrderStack}. */
export interface OrderStackProps extends StackProps {
  readonly config: StageConfig;
  readonly artifacts: Artifacts;
}

/** The order pipeline of one stage, composed of its capabilities. */
export class OrderStack extends Stack {
  constructor(scope: Construct, id: string, { config, artifacts, ...stackProps }: OrderStackProps) {
    super(scope, id, stackProps);
    const settings = { config, artifacts };
    const processorTimeout = Duration.seconds(30);

    const identity = new Identity(this, 'Identity', { config });
    const orders = new OrdersTable(this, 'Orders', { config });
    const catalogue = new Catalogue(this, 'Catalogue', settings);
    const events = new OrderEvents(this, 'OrderEvents');
    const workflow = new OrderWorkflow(this, 'OrderWorkflow', { ...settings, orders, catalogue, events });
    const queue = new OrderQueue(this, 'OrderQueue', { config, processorTimeout });
    new OrderPipe(this, 'OrderPipe', { ...settings, queue, orders, workflow, processorTimeout });
    const api = new OrderApi(this, 'OrderApi', { ...settings, identity, queue, orders, catalogue });

    const outputs: Readonly<Record<string, string>> = {
      ApiUrl: api.url,
      UserPoolId: identity.userPool.userPoolId,
      UserPoolClientId: identity.clientId,
      LoginUrl: identity.loginUrl,
      OrdersTableName: orders.tableName,
      ProductsTableName: catalogue.tableName,
      OrderQueueUrl: queue.queue.queueUrl,
      OrderDeadLetterQueueUrl: queue.deadLetterQueue.queueUrl,
      StateMachineArn: workflow.stateMachineArn,
      OrderEventsTopicArn: events.topicArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
