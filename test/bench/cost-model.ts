import * as z from 'zod';
import { prices } from './prices.ts';

/** What AWS bills an order, as the bench counted it (docs/measured/units.json); of transitions the states entered alone. */
export const unitsSchema = z.object({
  stateTransitions: z.number(),
  lambdaInvocations: z.number(),
  sqsRequests: z.number(),
  dynamodbWriteUnits: z.number(),
  dynamodbReadUnits: z.number(),
  snsPublishes: z.number(),
  pipeRequests: z.number(),
  mails: z.number(),
});
export type UnitsPerOrder = z.infer<typeof unitsSchema>;

/** What the stack has, whatever it does; counted in the template of prod. */
export interface Inventory {
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  readonly ownMetrics: number;
  readonly apiMethods: number;
  readonly dashboards: number;
  readonly keys: number;
  readonly secrets: number;
  readonly webAclRules: number;
}

/** What the bench cannot count: how people shop, and what AWS writes. */
export const assumptions = {
  ordersPerPersonAndMonth: 2,
  /** To place one order and follow it: the catalogue, the order, four looks at it, the list. */
  apiRequestsPerOrder: 7,
  /** The page, its scripts, styles and pictures. */
  pageRequestsPerOrder: 12,
  kilobytesOutPerOrder: 400,
  /** Billed; a warm call waits for one or two others. */
  millisecondsPerInvocation: 50,
  gigabytesPerInvocation: 0.25,
  /** Lambda's three lines a call, our own one, each access twice, 17 events a workflow. */
  kilobytesOfLogsPerOrder: 20,
  /** X-Ray's default rule: one request a second, and of the rest one in twenty. */
  tracedShare: 0.05,
  tracedPerSecond: 1,
  kilobytesPerRecord: 1,
  monthsKept: 24,
  /** The pipe, and the event source of the mails, ask their queues so many times at once, for 20 s each, also when idle. */
  pollers: 10,
  /** API Gateway's own metrics of a method: count, latency twice, 4xx, 5xx. */
  metricsPerMethod: 5,
} as const;

/** One line of the bill of a month. */
export interface Item {
  readonly name: string;
  /** What is counted, of an order or of a month. */
  readonly basis: string;
  readonly dollars: number;
}

const SECONDS_OF_MONTH = 30 * 24 * 3600;
const MILLION = 1e6;
const { perMillion, perGigabyte, perMonth } = prices;

/** The bill of one month of prod. */
export const billOf = (orders: number, units: UnitsPerOrder, inventory: Inventory): Item[] => [
  ...perOrderItems(orders, units),
  ...peopleItems(orders),
  ...standingItems(inventory),
];

const perOrderItems = (orders: number, units: UnitsPerOrder): Item[] => {
  const { apiRequestsPerOrder, pageRequestsPerOrder, millisecondsPerInvocation, gigabytesPerInvocation } = assumptions;
  const invocations = units.lambdaInvocations + apiRequestsPerOrder - 1;
  const transitions = units.stateTransitions + 1;
  const each = (name: string, basis: string, dollarsPerMillionOrders: number): Item => ({
    name,
    basis,
    dollars: (dollarsPerMillionOrders * orders) / MILLION,
  });
  const times = (count: number, price: number): number => count * price;
  return [
    each(
      'Step Functions: state transitions',
      `${transitions} an order (the start and ${units.stateTransitions} states)`,
      times(transitions, perMillion.stateTransitions),
    ),
    each('SES: mails', `${units.mails} an order`, times(units.mails, perMillion.mails)),
    each(
      'API Gateway: requests',
      `${apiRequestsPerOrder} an order`,
      times(apiRequestsPerOrder, perMillion.apiRequests),
    ),
    each(
      'CloudFront: requests and functions',
      `${apiRequestsPerOrder + pageRequestsPerOrder} an order`,
      times(apiRequestsPerOrder + pageRequestsPerOrder, perMillion.cloudFrontRequests + perMillion.cloudFrontFunctions),
    ),
    each(
      'CloudFront: data',
      `${assumptions.kilobytesOutPerOrder} KB an order`,
      times(assumptions.kilobytesOutPerOrder, perGigabyte.cloudFrontOut),
    ),
    each(
      'WAF: requests',
      `${apiRequestsPerOrder} an order`,
      times(apiRequestsPerOrder, perMillion.webFirewallRequests),
    ),
    each('Lambda: calls', `${round(invocations)} an order`, times(invocations, perMillion.lambdaRequests)),
    each(
      'Lambda: time',
      `${millisecondsPerInvocation} ms of ${gigabytesPerInvocation} GB a call`,
      times(
        invocations * (millisecondsPerInvocation / 1000) * gigabytesPerInvocation * MILLION,
        prices.lambdaGigabyteSecond,
      ),
    ),
    each(
      'DynamoDB: writes',
      `${round(units.dynamodbWriteUnits)} units an order, indexes included`,
      times(units.dynamodbWriteUnits, perMillion.dynamodbWrites),
    ),
    each(
      'DynamoDB: reads',
      `${round(units.dynamodbReadUnits + apiRequestsPerOrder - 1)} units an order`,
      times(units.dynamodbReadUnits + apiRequestsPerOrder - 1, perMillion.dynamodbReads),
    ),
    each(
      'DynamoDB: storage',
      `${assumptions.kilobytesPerRecord} KB an order, kept ${assumptions.monthsKept} months, and its backups`,
      times(assumptions.kilobytesPerRecord * assumptions.monthsKept, perGigabyte.tableMonth),
    ),
    each('SQS: requests', `${round(units.sqsRequests)} an order`, times(units.sqsRequests, perMillion.sqsRequests)),
    each(
      'Pipes: requests',
      `${round(units.pipeRequests)} an order`,
      times(units.pipeRequests, perMillion.pipeRequests),
    ),
    each('SNS: publishes', `${round(units.snsPublishes)} an order`, times(units.snsPublishes, perMillion.snsPublishes)),
    each(
      'CloudWatch: logs',
      `${assumptions.kilobytesOfLogsPerOrder} KB an order`,
      times(assumptions.kilobytesOfLogsPerOrder, perGigabyte.logs),
    ),
    tracing(orders),
  ];
};

const tracing = (orders: number): Item => {
  const { tracedShare, tracedPerSecond, apiRequestsPerOrder } = assumptions;
  const requests = orders * apiRequestsPerOrder;
  const traces = Math.min(requests, tracedPerSecond * SECONDS_OF_MONTH + tracedShare * requests);
  return {
    name: 'X-Ray: traces',
    basis: 'one request a second, and one in twenty of the rest',
    dollars: (traces / MILLION) * perMillion.traces,
  };
};

const peopleItems = (orders: number): Item[] => {
  const people = orders / assumptions.ordersPerPersonAndMonth;
  let below = 0;
  let dollars = 0;
  for (const { upTo, each } of prices.activePeople) {
    dollars += Math.max(0, Math.min(people, upTo) - below) * each;
    below = upTo;
  }
  return [{ name: 'Cognito: active people', basis: `one for ${assumptions.ordersPerPersonAndMonth} orders`, dollars }];
};

const standingItems = (inventory: Inventory): Item[] => {
  const { alarmMetrics, compositeAlarms, ownMetrics, apiMethods, dashboards, keys, secrets, webAclRules } = inventory;
  const metrics = ownMetrics + apiMethods * assumptions.metricsPerMethod;
  return [
    {
      name: 'CloudWatch: alarms',
      basis: `${alarmMetrics} metrics watched, ${compositeAlarms} composite`,
      dollars: alarmMetrics * perMonth.alarmMetric + compositeAlarms * perMonth.compositeAlarm,
    },
    {
      name: 'CloudWatch: metrics',
      basis: `${ownMetrics} of our own, ${assumptions.metricsPerMethod} for each of ${apiMethods} methods of the API`,
      dollars: metrics * perMonth.metric,
    },
    {
      name: 'SQS: asking idle queues',
      basis: `${assumptions.pollers} long polls at a time`,
      dollars: ((assumptions.pollers * SECONDS_OF_MONTH) / 20 / MILLION) * perMillion.sqsRequests,
    },
    {
      name: 'WAF: web ACL',
      basis: `1, with ${webAclRules} rules`,
      dollars: perMonth.webAcl + webAclRules * perMonth.webAclRule,
    },
    {
      name: 'CloudWatch: dashboard; KMS: key; Secrets Manager: secret',
      basis: `${dashboards}, ${keys}, ${secrets}`,
      dollars: dashboards * perMonth.dashboard + keys * perMonth.key + secrets * perMonth.secret,
    },
  ];
};

const round = (value: number): number => Math.round(value * 10) / 10;
