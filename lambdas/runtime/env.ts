import * as z from 'zod';

const tableName = z.string().min(1);
const arn = z.string().startsWith('arn:');
const wholeNumber = z.string().regex(/^\d+$/);

/** Every variable that a function may read; the stack sets exactly those that the function names. */
const variables = {
  ACTIVITY_TABLE: tableName,
  FAILURES_TABLE: tableName,
  FAILURES_BY_LIST_INDEX: z.string().min(1),
  FAILURES_BY_CAUSE_INDEX: z.string().min(1),
  ORDER_QUEUE_URL: z.url(),
  ORDERS_TABLE: tableName,
  ORDERS_BY_CUSTOMER_INDEX: z.string().min(1),
  ORDERS_BY_EMAIL_INDEX: z.string().min(1),
  ORDERS_BY_STATUS_INDEX: z.string().min(1),
  CONFIRMATIONS_TABLE: tableName,
  CONFIRMATIONS_BY_TROUBLE_INDEX: z.string().min(1),
  PRODUCTS_TABLE: tableName,
  /** `none` where no mails are sent. */
  EMAIL_QUEUE_URL: z.union([z.literal('none'), z.url()]),
  STATE_MACHINE_ARN: arn,
  ORDER_EVENTS_TOPIC_ARN: arn,
  SENDER_ADDRESS: z.email(),
  CONFIGURATION_SET: z.string().min(1),
  SITE_URL: z.url(),
  OPERATIONS_TOPIC_ARN: arn,
  CANCELLATION_STATE_MACHINE_ARN: arn,
  BULK_STATE_MACHINE_ARN: arn,
  REVIEW_ABOVE_CENTS: wholeNumber,
  CANCELLATION_MINUTES: wholeNumber,
  /** Codes of ISO 3166-1, separated by commas. */
  DELIVERY_COUNTRIES: z.string().regex(/^[A-Z]{2}(,[A-Z]{2})*$/),
  /** A JSON object: how the shop speaks to its customers. */
  SHOP_SETTINGS: z.string().startsWith('{'),
  /** A JSON object. */
  DEAD_LETTER_QUEUES: z.string().startsWith('{'),
};

/** Reads the named environment variables; throws an error that names each one that is missing or malformed. */
export const readEnv = <Name extends keyof typeof variables>(
  names: readonly Name[],
  source: NodeJS.ProcessEnv = process.env,
): Record<Name, string> => {
  const read = names.map((name) => ({ name, result: variables[name].safeParse(source[name]) }));
  const faults = read.flatMap(({ name, result }) =>
    result.success ? [] : [`${name}: ${result.error.issues.map(({ message }) => message).join(', ')}`],
  );
  if (faults.length > 0) throw new Error(`The environment of this function is not valid. ${faults.join('; ')}`);
  const values: Partial<Record<Name, string>> = {};
  for (const { name, result } of read) values[name] = result.data;
  return values as Record<Name, string>;
};
