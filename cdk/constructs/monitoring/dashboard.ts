import { Duration, Stack } from 'aws-cdk-lib';
import {
  type AlarmBase,
  AlarmStatusWidget,
  Column,
  GraphWidget,
  type IMetric,
  type IWidget,
  LegendPosition,
  Row,
  SingleValueWidget,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { DefaultDashboardFactory, MonitoringFacade } from 'cdk-monitoring-constructs';
import { Construct } from 'constructs';
import { FIVE_MINUTES } from '../shared/alarm.ts';
import { pipeMetric } from './flow-alarms.ts';
import type { MeasuredHops } from './hops.ts';

/** Properties of {@link OrdersDashboard}. */
export interface OrdersDashboardProps {
  readonly hops: MeasuredHops;
  readonly alarms: readonly AlarmBase[];
}

/** CloudWatch's grid. */
const FULL_WIDTH = 24;
/** Alarms a widget shows at most. */
const MAX_ALARMS_A_WIDGET = 100;

/** One dashboard that follows an order from left to right: a row with a column for each hop, then the hops in turn. */
export class OrdersDashboard extends Construct {
  readonly #facade: MonitoringFacade;

  constructor(scope: Construct, id: string, { hops, alarms }: OrdersDashboardProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    this.#facade = new MonitoringFacade(this, 'Facade', {
      alarmFactoryDefaults: { actionsEnabled: true, alarmNamePrefix: stackName },
      metricFactoryDefaults: {},
      dashboardFactory: new DefaultDashboardFactory(this, 'Dashboards', {
        dashboardNamePrefix: stackName,
        detailDashboardRange: Duration.hours(3),
        createSummaryDashboard: false,
      }),
    });
    this.#overview(hops, alarms);
    this.#entrance(hops);
    this.#functions(hops);
    this.#outcome(hops);
  }

  #overview(hops: MeasuredHops, alarms: readonly AlarmBase[]): void {
    const { business } = hops;
    this.#add(
      new Row(...leftToRight(hops)),
      new Row(
        graph('Orders', [
          ...[business.accepted(), business.processed(), business.rejected(), business.cancelled()],
          ...[business.customersAsked(), business.reviewsAsked()],
        ]),
        graph('Minutes from acceptance to Processed', [
          business.minutesToProcess({ statistic: Stats.p(50), label: 'p50' }),
          business.minutesToProcess({ statistic: Stats.p(90), label: 'p90' }),
          business.minutesToProcess({ statistic: Stats.p(99), label: 'p99' }),
        ]),
      ),
    );
    for (let first = 0; first < alarms.length; first += MAX_ALARMS_A_WIDGET) {
      const some = alarms.slice(first, first + MAX_ALARMS_A_WIDGET);
      this.#add(new AlarmStatusWidget({ title: 'Alarms', alarms: some, width: FULL_WIDTH, height: 10 }));
    }
  }

  #entrance({ api, queue, pipe: { pipeName } }: MeasuredHops): void {
    this.#facade
      .monitorApiGateway({ api: api.restApi, apiStage: api.stage.stageName, humanReadableName: 'API' })
      .monitorSqsQueueWithDlq({
        queue: queue.queue,
        deadLetterQueue: queue.deadLetterQueue,
        humanReadableName: 'Order queue',
      });
    const metrics = (...names: string[]) => names.map((name) => pipeMetric(pipeName, name));
    this.#add(
      heading('Pipe'),
      new Row(
        graph('Pipe: executions', metrics('Invocations', 'EventCount')),
        graph('Pipe: not well', metrics('ExecutionFailed', 'ExecutionPartiallyFailed', 'ExecutionThrottled')),
      ),
    );
  }

  /** All functions in each graph: which of them is different is the question. */
  #functions({ functions }: MeasuredHops): void {
    const each = (metric: (fn: MeasuredHops['functions'][number], label: string) => IMetric) =>
      functions.map((fn) => metric(fn, fn.node.id));
    this.#add(
      heading('Functions'),
      new Row(
        graph(
          'Functions: errors (those of ValidateOrder are rejections)',
          each(({ lambda }, label) => lambda.metricErrors({ ...FIVE_MINUTES, label })),
        ),
        graph(
          'Functions: throttles',
          each(({ lambda }, label) => lambda.metricThrottles({ ...FIVE_MINUTES, label })),
        ),
      ),
      new Row(
        graph(
          'Functions: duration p99',
          each(({ lambda }, label) => lambda.metricDuration({ ...FIVE_MINUTES, statistic: Stats.p(99), label })),
        ),
        graph(
          'Functions: running at once',
          each(({ lambda }, label) =>
            lambda.metric('ConcurrentExecutions', { ...FIVE_MINUTES, statistic: Stats.MAXIMUM, label }),
          ),
        ),
      ),
    );
  }

  #outcome({ workflow: { stateMachine }, cancellation, tables, events: { topic }, email }: MeasuredHops): void {
    this.#facade.monitorStepFunction({ stateMachine, humanReadableName: 'Workflow' });
    this.#facade.monitorStepFunction({
      stateMachine: cancellation.stateMachine,
      humanReadableName: 'Cancellations',
    });
    for (const { name, table } of tables) {
      this.#facade.monitorDynamoTable({ table, humanReadableName: `Table ${name}` });
    }
    this.#facade.monitorSnsTopic({ topic, humanReadableName: 'Announcements' });
    if (!email) return;
    this.#facade.monitorSqsQueueWithDlq({
      queue: email.queue,
      deadLetterQueue: email.deadLetterQueue,
      humanReadableName: 'E-mail queue',
    });
  }

  #add(...widgets: readonly IWidget[]): void {
    for (const widget of widgets) this.#facade.addWidget(widget);
  }
}

/** What passed through each hop, and what stands there, in the order in which an order passes them. */
const leftToRight = ({ api, queue, pipe, functions, workflow, events, email, business }: MeasuredHops): Column[] => {
  const { stateMachine } = workflow;
  const { topic } = events;
  const sum = { ...FIVE_MINUTES, statistic: Stats.SUM };
  const waiting = { ...FIVE_MINUTES, statistic: Stats.MAXIMUM, label: 'waiting' };
  const processor = functions.find(({ node }) => node.id === 'ProcessOrder')?.lambda;
  const hops: readonly (readonly [string, readonly IMetric[]])[] = [
    ['1 API', [api.stage.metricCount({ ...sum, statistic: Stats.SAMPLE_COUNT, label: 'requests' })]],
    ['2 Queue', [queue.queue.metricApproximateNumberOfMessagesVisible(waiting)]],
    ['3 Pipe', [pipeMetric(pipe.pipeName, 'EventCount').with({ label: 'orders' })]],
    ['4 process-order', processor ? [processor.metricInvocations({ ...sum, label: 'calls' })] : []],
    ['5 Workflow', [stateMachine.metricSucceeded({ ...sum, label: 'succeeded' })]],
    ['6 Table', [business.processed({ label: 'processed' })]],
    ['7 Topic', [topic.metricNumberOfMessagesPublished({ ...sum, label: 'published' })]],
    ['8 Mail', email ? [email.queue.metricNumberOfMessagesDeleted({ ...sum, label: 'handled' })] : []],
  ];
  const width = FULL_WIDTH / hops.length;
  return hops.map(([title, metrics]) => {
    const text = new TextWidget({
      markdown: `### ${title}${metrics.length > 0 ? '' : '\nnot deployed'}`,
      width,
      height: 2,
    });
    if (metrics.length === 0) return new Column(text);
    return new Column(text, new SingleValueWidget({ metrics: [...metrics], width, height: 3, sparkline: true }));
  });
};

const heading = (text: string): TextWidget => new TextWidget({ markdown: `### ${text}`, width: FULL_WIDTH, height: 1 });

const graph = (title: string, left: readonly IMetric[]): GraphWidget =>
  new GraphWidget({ title, left: [...left], width: FULL_WIDTH / 2, height: 6, legendPosition: LegendPosition.RIGHT });
