import { CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageConfig } from './config.ts';
import { OrderApi } from './constructs/api/order-api.ts';
import { OriginProof, WebFirewall } from './constructs/api/web-firewall.ts';
import { Catalogue } from './constructs/catalogue/catalogue.ts';
import { ConfirmationEmail } from './constructs/confirmation/confirmation-email.ts';
import { ConfirmationsTable } from './constructs/confirmation/confirmations-table.ts';
import { Identity } from './constructs/identity/identity.ts';
import { Monitoring } from './constructs/monitoring/monitoring.ts';
import { OperationsAlerts } from './constructs/operations/operations-alerts.ts';
import { OrderEvents } from './constructs/orders/order-events.ts';
import { OrderQueue } from './constructs/orders/order-queue.ts';
import { OrdersTable } from './constructs/orders/orders-table.ts';
import { type Artifacts, pagesFolder } from './constructs/shared/artifacts.ts';
import { ActivityTable } from './constructs/support/activity-table.ts';
import { BulkAction } from './constructs/support/bulk-action.ts';
import { FailuresTable } from './constructs/support/failures-table.ts';
import { SupportApi, type SupportedQueue } from './constructs/support/support-api.ts';
import { Site } from './constructs/website/site.ts';
import { SiteContent } from './constructs/website/site-content.ts';
import { OrderCancellation } from './constructs/workflow/order-cancellation.ts';
import { OrderPipe } from './constructs/workflow/order-pipe.ts';
import { OrderWorkflow } from './constructs/workflow/order-workflow.ts';
import { readAccountMail, readTexts } from './shop-texts.ts';

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

    const identity = new Identity(this, 'Identity', {
      config,
      accountMail: readAccountMail(artifacts.textsFolder, config.shop.locale),
    });
    const orders = new OrdersTable(this, 'Orders', { config });
    const confirmations = new ConfirmationsTable(this, 'Confirmations', { config });
    const catalogue = new Catalogue(this, 'Catalogue', settings);
    const events = new OrderEvents(this, 'OrderEvents', { config });
    const workflow = new OrderWorkflow(this, 'OrderWorkflow', { ...settings, orders, catalogue, events });
    const cancellation = new OrderCancellation(this, 'OrderCancellation', { ...settings, workflow });
    const queue = new OrderQueue(this, 'OrderQueue', { config, processorTimeout });
    const pipe = new OrderPipe(this, 'OrderPipe', { ...settings, queue, orders, workflow, processorTimeout });
    const api = new OrderApi(this, 'OrderApi', {
      ...settings,
      ...{ identity, queue, orders, confirmations, catalogue, workflow, cancellation },
    });

    const { webFirewall } = config;
    const origin = webFirewall && new OriginProof(this, 'OriginProof');
    if (origin) new WebFirewall(this, 'WebFirewall', { ...webFirewall, config, stage: api.stage, origin });
    const { sender } = config;
    const site = new Site(this, 'Site', { config, restApiId: api.restApiId, loginUrl: identity.loginUrl, origin });
    const clientId = identity.addSiteClient([site.url, ...config.siteUrls]);
    new SiteContent(this, 'SiteContent', {
      config,
      site,
      folder: pagesFolder(artifacts),
      settings: {
        authority: identity.issuer,
        clientId,
        loginUrl: identity.loginUrl,
        siteUrl: site.url,
        confirmations: sender !== undefined,
        deliveryCountries: config.deliveryCountries,
        shop: config.shop,
      },
      texts: readTexts(artifacts.textsFolder),
    });

    const email =
      sender &&
      new ConfirmationEmail(this, 'ConfirmationEmail', {
        ...settings,
        ...{ sender, events, orders, confirmations, siteUrl: site.url },
      });

    const failures = new FailuresTable(this, 'Failures', { config });
    const activity = new ActivityTable(this, 'Activity', { config });
    const bulk = new BulkAction(this, 'BulkAction', {
      ...settings,
      ...{ orders, workflow, cancellation, events, confirmations, activity },
    });
    const alerts = new OperationsAlerts(this, 'OperationsAlerts', {
      ...settings,
      ...{ workflow, cancellation, bulk, failures, siteUrl: site.url },
    });
    const support = new SupportApi(this, 'SupportApi', {
      ...settings,
      api,
      orders,
      confirmations,
      emailQueue: email?.queue,
      siteUrl: site.url,
      workflow,
      cancellation,
      events,
      catalogue,
      activity,
      failures,
      bulk,
      deadLetterQueues: deadLetterQueues(queue, events, alerts, email),
    });
    // Once every construct is there, so that none goes unwatched and no alarm unheard.
    const tables = [orders.watched, catalogue.watched, confirmations.watched, activity.watched, failures.watched];
    const { executionsFailed } = alerts;
    const monitoring = new Monitoring(this, 'Monitoring', {
      ...{ config, api, queue, pipe, workflow, cancellation, bulk, tables, events, email, executionsFailed },
      decisions: [...api.decisions, ...support.decisions],
      reviewOrder: support.reviewOrder,
    });
    alerts.receiveAlarms(this);

    const outputs: Readonly<Record<string, string>> = {
      SiteUrl: site.url,
      DistributionUrl: site.distributionUrl,
      ApiUrl: api.url,
      UserPoolId: identity.userPool.userPoolId,
      UserPoolClientId: clientId,
      ...(config.smokeClient && { SmokeClientId: identity.addSmokeClient() }),
      LoginUrl: identity.loginUrl,
      OrdersTableName: orders.tableName,
      ConfirmationsTableName: confirmations.tableName,
      ActivityTableName: activity.tableName,
      FailuresTableName: failures.tableName,
      ProductsTableName: catalogue.tableName,
      OrderQueueUrl: queue.queue.queueUrl,
      OrderDeadLetterQueueUrl: queue.deadLetterQueue.queueUrl,
      StateMachineArn: workflow.stateMachineArn,
      CancellationStateMachineArn: cancellation.stateMachineArn,
      BulkStateMachineArn: bulk.stateMachineArn,
      OrderEventsTopicArn: events.topicArn,
      OperationsTopicArn: alerts.topicArn,
      RollbackAlarmArns: Fn.join(
        ',',
        monitoring.rollbackAlarms.map(({ alarmArn }) => alarmArn),
      ),
      ...(email && {
        ConfigurationSetName: email.configurationSetName,
        EmailQueueUrl: email.queue.queueUrl,
        EmailOutcomesQueueUrl: email.outcomesQueue.queueUrl,
        EmailDeadLetterQueueUrl: email.deadLetterQueue.queueUrl,
        EmailSubscriptionDeadLetterQueueUrl: email.subscriptionDeadLetterQueue.queueUrl,
      }),
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

/** What support sees and may empty, in the order in which an order passes. */
const deadLetterQueues = (
  queue: OrderQueue,
  events: OrderEvents,
  alerts: OperationsAlerts,
  email: ConfirmationEmail | undefined,
): SupportedQueue[] => [
  { name: 'orders', queue: queue.deadLetterQueue, source: queue.queue },
  ...(email
    ? [
        { name: 'emails', queue: email.deadLetterQueue, source: email.queue },
        { name: 'email-subscription', queue: email.subscriptionDeadLetterQueue },
        { name: 'email-outcomes', queue: email.outcomesDeadLetterQueue, source: email.outcomesQueue },
      ]
    : []),
  ...(events.operationsDeadLetterQueue ? [{ name: 'announcements', queue: events.operationsDeadLetterQueue }] : []),
  { name: 'alerts', queue: alerts.deadLetterQueue },
];
