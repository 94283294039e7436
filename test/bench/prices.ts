/** List prices of us-east-1 in US dollars, as of November 2026, without free tiers (but for the user pool's, which never ends) and
 * without discounts. Each is of its service's pricing page, https://aws.amazon.com/<service>/pricing/. */
export const prices = {
  asOf: 'November 2026',
  region: 'us-east-1',
  perMillion: {
    /** REST APIs, the first 333 million a month. */
    apiRequests: 3.5,
    /** HTTPS requests at its cheapest edges. */
    cloudFrontRequests: 1,
    cloudFrontFunctions: 0.1,
    webFirewallRequests: 0.6,
    lambdaRequests: 0.2,
    sqsRequests: 0.4,
    /** Of up to 64 KB. */
    pipeRequests: 0.4,
    /** Standard workflows. */
    stateTransitions: 25,
    dynamodbWrites: 0.625,
    dynamodbReads: 0.125,
    snsPublishes: 0.5,
    mails: 100,
    traces: 5,
  },
  perGigabyte: {
    logs: 0.5,
    cloudFrontOut: 0.085,
    /** A month of a table and of its point-in-time recovery. */
    tableMonth: 0.25 + 0.2,
  },
  /** On arm64. */
  lambdaGigabyteSecond: 0.0000133334,
  perMonth: {
    metric: 0.3,
    /** Of each metric that an alarm looks at. */
    alarmMetric: 0.1,
    compositeAlarm: 0.5,
    dashboard: 3,
    key: 1,
    secret: 0.4,
    webAcl: 5,
    webAclRule: 1,
  },
  /** Active people a month of a user pool's Lite plan: up to so many, each at so much. */
  activePeople: [
    { upTo: 10_000, each: 0 },
    { upTo: 100_000, each: 0.0055 },
    { upTo: 1_000_000, each: 0.0046 },
    { upTo: 10_000_000, each: 0.00325 },
    { upTo: Number.POSITIVE_INFINITY, each: 0.0025 },
  ],
} as const;
