import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compileFilterPattern } from 'local-aws/testing';
import { describe, expect, it } from 'vitest';
import { UnreadableItem } from '../../lambdas/core/shared/unreadable-item.ts';
import { respondToSubmitOrder } from '../../lambdas/handlers/http/submit-order.ts';
import { handleConfirmations } from '../../lambdas/handlers/queue/send-email.ts';
import { reportUnreadable } from '../../lambdas/handlers/report-unreadable.ts';
import { logDecision } from '../../lambdas/handlers/task/log-decision.ts';
import { createLogger } from '../../lambdas/runtime/logger.ts';
import { aContext, anApiEvent, aProcessedRecord } from '../helpers/factories.ts';
import { ofType, prodContext, type Resource, render, synthesizedTemplate } from './synthesized.ts';

const sender = { senderAddress: 'shop@example.com' };
const template = synthesizedTemplate(sender);
const prod = synthesizedTemplate({ ...prodContext, ...sender });
const alarmsOf = (from: typeof template) => [
  ...ofType(from, 'AWS::CloudWatch::Alarm'),
  ...ofType(from, 'AWS::CloudWatch::CompositeAlarm'),
];
const alarmNamed = (name: string, from = template): Resource => {
  const found = alarmsOf(from).find(([id]) => id === name);
  if (!found) throw new Error(`there is no alarm ${name}`);
  return found[1].Properties;
};
const functionsOf = (from: typeof template): string[] =>
  ofType(from, 'AWS::Lambda::Function')
    .map(([name]) => name)
    .filter((name) => !name.startsWith('Custom'));

describe('alarms', () => {
  it('watch every hop from the API to the mail', () => {
    const names = alarmsOf(template).map(([name]) => name);
    expect(names.filter((name) => !name.startsWith('MonitoringFunctions')).sort()).toEqual([
      'ConfirmationEmailEmailQueueBacklog',
      'ConfirmationEmailEmailQueueDeadLettersNotEmpty',
      'ConfirmationEmailMailOutcomesBacklog',
      'ConfirmationEmailMailOutcomesDeadLettersNotEmpty',
      'ConfirmationEmailMailSenderBounce',
      'ConfirmationEmailMailSenderBounceRate',
      'ConfirmationEmailMailSenderComplaint',
      'ConfirmationEmailMailSenderComplaintRate',
      'ConfirmationEmailMailSenderReject',
      'ConfirmationEmailNeverSent',
      'ConfirmationEmailSubscriptionDeadLettersNotEmpty',
      'MonitoringApiServerErrors',
      'MonitoringApiSlow',
      'MonitoringApiThrottled',
      'MonitoringDataActivitySystemErrors',
      'MonitoringDataActivityThrottled',
      'MonitoringDataConfirmationsSystemErrors',
      'MonitoringDataConfirmationsThrottled',
      'MonitoringDataFailuresSystemErrors',
      'MonitoringDataFailuresThrottled',
      'MonitoringDataLost',
      'MonitoringDataNotDelivered',
      'MonitoringDataOrdersSystemErrors',
      'MonitoringDataOrdersThrottled',
      'MonitoringDataProductsSystemErrors',
      'MonitoringDataProductsThrottled',
      'MonitoringDecisionsDecisionsFail',
      'MonitoringDecisionsReviewsMissed',
      'MonitoringDecisionsReviewsWait',
      'MonitoringFlowNothingDecided',
      'MonitoringFlowOrdersLate',
      'MonitoringFlowPipeFails',
      'MonitoringFlowPipeThrottled',
      'MonitoringFlowStartsThrottled',
      'MonitoringFlowWorkflowsThrottled',
      'MonitoringItemsUnreadable',
      'MonitoringOrdersNotFlowing',
      'OperationsAlertsBulkFails',
      'OperationsAlertsCancellationExecutionsAborted',
      'OperationsAlertsCancellationExecutionsFailed',
      'OperationsAlertsCancellationExecutionsTimedOut',
      'OperationsAlertsDeadLettersNotEmpty',
      'OperationsAlertsExecutionsAborted',
      'OperationsAlertsExecutionsFailed',
      'OperationsAlertsExecutionsTimedOut',
      'OrderQueueBacklog',
      'OrderQueueDeadLetters',
      'OrderQueueOldDeadLetters',
    ]);
  });

  it('watch every function, but for the errors of those that throw outcomes of business', () => {
    // One function an alarm, or up to ten whose metrics it computes with.
    const watched = (metric: string) =>
      new Set(
        ofType(template, 'AWS::CloudWatch::Alarm')
          .flatMap(([, { Properties }]) => [
            Properties,
            ...(Properties.Metrics ?? []).flatMap(({ MetricStat }: { MetricStat?: { Metric: object } }) =>
              MetricStat ? [MetricStat.Metric] : [],
            ),
          ])
          .filter(({ MetricName, Namespace }) => MetricName === metric && Namespace === 'AWS/Lambda')
          .map(({ Dimensions }) => render(Dimensions[0].Value)),
      );
    const functions = functionsOf(template);
    expect(watched('Throttles')).toEqual(new Set(functions));
    expect(watched('Duration')).toEqual(new Set(functions));
    expect(watched('Errors')).toEqual(
      new Set(functions.filter((name) => !/^BulkAction|^OrderWorkflow(Validate|Persist)OrderFunction$/.test(name))),
    );
  });

  it('ring when a function nears its own timeout', () => {
    for (const [name, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
      if (name.startsWith('Custom')) continue;
      const alarm = ofType(template, 'AWS::CloudWatch::Alarm').find(([, found]) =>
        (found.Properties.Metrics ?? []).some(
          ({ MetricStat }: { MetricStat?: { Metric: { MetricName: string; Dimensions: { Value: unknown }[] } } }) =>
            MetricStat?.Metric.MetricName === 'Duration' && render(MetricStat.Metric.Dimensions[0]?.Value) === name,
        ),
      )?.[1].Properties;
      expect([name, alarm?.Threshold, alarm?.Metrics[0].Expression]).toEqual([
        name,
        Properties.Timeout * 900,
        'MAX(METRICS())',
      ]);
    }
  });

  it('take missing data for health: nothing that they watch happens all the time', () => {
    const treated = ofType(prod, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties.TreatMissingData);
    expect(new Set(treated)).toEqual(new Set(['notBreaching']));
  });

  it('sum metrics that mostly have no data without being silenced by those', () => {
    const sums = ofType(template, 'AWS::CloudWatch::Alarm').filter(([, { Properties }]) => Properties.Metrics);
    for (const [name, { Properties }] of sums) {
      const [{ Expression }, ...metrics] = Properties.Metrics.toSorted(
        (a: Resource, b: Resource) => Number(b.Expression !== undefined) - Number(a.Expression !== undefined),
      );
      // CloudWatch takes ten metrics an alarm.
      expect(metrics.length, name).toBeLessThanOrEqual(10);
      if (/ \+ /.test(Expression)) {
        for (const { Id } of metrics) expect(Expression, name).toContain(`FILL(${Id}, 0)`);
      }
    }
    expect(sums.length).toBeGreaterThan(4);
  });

  it('have one on the whole: orders are not flowing', () => {
    const { AlarmRule, AlarmName } = alarmNamed('MonitoringOrdersNotFlowing');
    const parts = [...render(AlarmRule).matchAll(/ALARM\("?(\w+?)(?:[0-9A-F]{8})?\.Arn"?\)/g)].map(([, id]) => id);
    expect(parts).toEqual([
      'MonitoringApiServerErrors',
      'OrderQueueBacklog',
      'MonitoringFlowPipeFails',
      'MonitoringFlowNothingDecided',
    ]);
    expect(AlarmName).toBe('OrderProcessing-OrdersNotFlowing');
  });

  it('watch the reserved concurrency where there is one', () => {
    expect(alarmNamed('MonitoringFunctionsProcessOrderConcurrency', prod).Threshold).toBe(45);
    expect(() => alarmNamed('MonitoringFunctionsProcessOrderConcurrency')).toThrow();
  });

  it('that a deployment is rolled back on are metric alarms, and at most the five that CloudFormation takes', () => {
    const arns = render(template.Outputs.RollbackAlarmArns?.Value).split(',');
    expect(arns).toEqual([
      'MonitoringApiServerErrors.Arn',
      'MonitoringFlowPipeFails.Arn',
      'OperationsAlertsExecutionsFailed.Arn',
    ]);
  });
});

describe('the dashboard', () => {
  const bodyOf = (from: typeof template): { widgets: Resource[] } => {
    const [[, dashboard] = []] = ofType(from, 'AWS::CloudWatch::Dashboard');
    const parts: unknown[] = dashboard?.Properties.DashboardBody['Fn::Join'][1];
    return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : render(part))).join(''));
  };

  it.each([
    ['dev', template],
    ['prod', prod],
  ])('shows every alarm of %s', (_, from) => {
    const shown = bodyOf(from)
      .widgets.filter(({ type }) => type === 'alarm')
      .flatMap(({ properties }) => properties.alarms);
    expect(shown.sort()).toEqual(
      alarmsOf(from)
        .map(([name]) => `${name}.Arn`)
        .sort(),
    );
  });

  it('follows an order from left to right in its first row', () => {
    const titles = bodyOf(template)
      .widgets.filter(({ type, y }) => type === 'text' && y === 0)
      .toSorted((a, b) => a.x - b.x)
      .map(({ properties }) => properties.markdown);
    expect(titles).toEqual([
      '### 1 API',
      '### 2 Queue',
      '### 3 Pipe',
      '### 4 process-order',
      '### 5 Workflow',
      '### 6 Table',
      '### 7 Topic',
      '### 8 Mail',
    ]);
  });
});

describe('business metrics', () => {
  /** The metrics whose filter the line matches, with their values. */
  const counted = (logGroup: string, line: string): Record<string, unknown> => {
    const entries = ofType(template, 'AWS::Logs::MetricFilter')
      .map(([, { Properties }]) => Properties)
      .filter(({ LogGroupName }) => render(LogGroupName) === logGroup)
      .filter(({ FilterPattern }) => compileFilterPattern(FilterPattern)(line))
      .map(({ MetricTransformations: [{ MetricName, MetricValue }] }) => [
        MetricName,
        MetricValue.startsWith('$.') ? JSON.parse(line)[MetricValue.slice(2)] : Number(MetricValue),
      ]);
    return Object.fromEntries(entries);
  };
  const lines: string[] = [];
  const logger = createLogger({ function: 'any' }, (line) => lines.push(line));
  const decide = (status: 'Processed' | 'Rejected'): string => {
    const record = { ...aProcessedRecord(), timestamp: '2025-11-03T12:47:44Z', processedAt: '2025-11-03T12:49:14Z' };
    logDecision(logger)({ ...record, status } as Parameters<ReturnType<typeof logDecision>>[0], undefined);
    return lines.at(-1) ?? '';
  };
  const decided = 'OrderWorkflowPersistOrderLogs';

  it('count an order as accepted by the line that submit-order logs', async () => {
    const accepted = { orderId: '7K3M-9QXT-2V5H-A1BC', status: 'Received', timestamp: '2025-11-03T12:47:44Z' } as const;
    const respond = respondToSubmitOrder(async () => ({ ...accepted, outcome: { enqueued: true } }), ['DE']);
    const event = anApiEvent({ route: 'POST /orders', body: '{"customerName":"J","product":"Laptop","quantity":1}' });
    expect((await respond(event as Parameters<typeof respond>[0], logger)).statusCode).toBe(202);
    expect(counted('OrderApiSubmitOrderLogs', lines.at(-1) ?? '')).toEqual({ OrdersAccepted: 1 });
  });

  it('count an order as processed, and how many minutes that took', () => {
    expect(counted(decided, decide('Processed'))).toEqual({ OrdersProcessed: 1, MinutesToProcess: 1.5 });
  });

  it('count an order as rejected, and not as processed', () => {
    expect(counted(decided, decide('Rejected'))).toEqual({ OrdersRejected: 1 });
  });

  it('count nothing else', () => {
    logger.info('task succeeded', { orderId: '7K3M-9QXT-2V5H-A1BC' });
    expect(counted(decided, lines.at(-1) ?? '')).toEqual({});
  });

  it('count an item that cannot be read by the line of any function', () => {
    const item = { table: 'Orders', key: '7K3M-9QXT-2V5H-A1BC', reason: 'items: invalid_type' };
    reportUnreadable(logger)(new UnreadableItem(item));
    const line = lines.at(-1) ?? '';
    for (const group of ['OrderApiListProductsLogs', 'SupportApiSearchOrdersLogs', decided]) {
      expect(counted(group, line)).toEqual({ ItemsUnreadable: 1 });
    }
    const filters = ofType(template, 'AWS::Logs::MetricFilter').filter(
      ([, { Properties }]) => Properties.MetricTransformations[0].MetricName === 'ItemsUnreadable',
    );
    expect(filters).toHaveLength(functionsOf(template).length);
  });

  it('count a mail that can never be sent by the line of send-email', async () => {
    const memory = { ...logger, with: () => logger };
    const handle = handleConfirmations(memory, async () => 'refused');
    const body = JSON.stringify({ eventType: 'OrderProcessed', orderId: '7K3M-9QXT-2V5H-A1BC' });
    await handle({ Records: [{ messageId: '1', body }] }, aContext());
    expect(counted('ConfirmationEmailSendEmailLogs', lines.at(-1) ?? '')).toEqual({ ConfirmationsRefused: 1 });
  });

  it('count a request that was turned away by the line of the access log', () => {
    const line = JSON.stringify({ method: 'POST', resource: '/orders', status: '429' });
    expect(counted('OrderApiAccessLogs', line)).toEqual({ ApiThrottled: 1 });
  });
});

describe('saved queries', () => {
  const queries = ofType(template, 'AWS::Logs::QueryDefinition').map(([, { Properties }]) => Properties);

  it('look through the log of every function and of the workflow, by the runbook’s own words', () => {
    const everything = queries.find(({ Name }) => Name === 'OrderProcessing/Everything about an order');
    expect(everything?.LogGroupNames.map(render).sort()).toEqual(
      [
        ...functionsOf(template).map((name) => name.replace(/Function$/, 'Logs')),
        ...['OrderWorkflowLogs', 'OrderCancellationLogs', 'BulkActionLogs'],
      ].sort(),
    );
    const runbook = readFileSync(resolve(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    expect(runbook).toContain(everything?.QueryString.replace(/\n\s*\|/g, '\n|').replace(/ +$/gm, ''));
  });

  it('are named in the runbook', () => {
    const runbook = readFileSync(resolve(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    for (const { Name } of queries) expect(runbook).toContain(`\`${Name.replace('OrderProcessing/', '')}\``);
  });
});
