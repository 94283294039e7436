import { AwsError, type Interceptor, type PassingCall } from 'local-aws';

/** What makes calls about orders fail, until an engineer mends it. */
export interface Cause {
  /** Hits every order that comes by, and from then on these alone. */
  spread(): void;
  /** Leaves orders alone that it has not hit. */
  settle(): void;
  mend(): void;
  readonly hit: ReadonlySet<string>;
}

interface CauseParts {
  /** The order that a call is about; undefined where the cause has nothing to do with the call. */
  orderOf: (call: PassingCall) => string | undefined;
  error: () => AwsError;
}

const createCause = ({ orderOf, error }: CauseParts): Cause & { meet(call: PassingCall): void } => {
  const hit = new Set<string>();
  let spreads = false;
  let mended = false;
  return {
    hit,
    spread: () => {
      spreads = true;
    },
    settle: () => {
      spreads = false;
    },
    mend: () => {
      mended = true;
    },
    meet: (call) => {
      if (mended || call.caller.kind !== 'role') return;
      const orderId = orderOf(call);
      if (orderId === undefined || !(spreads || hit.has(orderId))) return;
      hit.add(orderId);
      throw error();
    },
  };
};

interface Decision {
  TransactItems: { Update?: { Key?: { orderId?: { S?: string } } } }[];
}
interface Announcement {
  MessageAttributes?: { orderId?: { StringValue?: string } };
}

const decided = ({ operation, input }: PassingCall): string | undefined =>
  operation === 'TransactWriteItems' ? (input as Decision).TransactItems[0]?.Update?.Key?.orderId?.S : undefined;

const announced = ({ service, operation, input }: PassingCall): string | undefined =>
  service === 'sns' && operation === 'Publish'
    ? (input as Announcement).MessageAttributes?.orderId?.StringValue
    : undefined;

const started = ({ service, operation, input }: PassingCall): string | undefined =>
  service === 'states' && operation === 'StartExecution' ? (input as { name?: string }).name : undefined;

const priced = ({ service, operation, input }: PassingCall): string | undefined => {
  const { FunctionName = '', Payload } = input as { FunctionName?: string; Payload?: unknown };
  if (service !== 'lambda' || operation !== 'Invoke' || !/Validate/.test(FunctionName)) return undefined;
  return /"orderId":"([^"]+)"/.exec(typeof Payload === 'string' ? Payload : JSON.stringify(Payload))?.[1];
};

/** Causes outside the product, each of one kind of trouble; none of the first three is retried by the workflow. */
export const createCauses = () => {
  const causes = {
    /** PersistOrder may not write. */
    grantIsGone: createCause({
      orderOf: decided,
      error: () => new AwsError('AccessDeniedException', 'The function may not do dynamodb:TransactWriteItems.'),
    }),
    /** PersistOrder finds no table. */
    tableIsGone: createCause({
      orderOf: decided,
      error: () => new AwsError('ResourceNotFoundException', 'Requested resource not found'),
    }),
    /** PublishConfirmation may not announce. */
    topicIsClosed: createCause({
      orderOf: announced,
      error: () => new AwsError('AuthorizationError', 'The function may not do SNS:Publish.', 403),
    }),
    /** ValidateOrder has to wait for its turn, and is tried again. */
    throttled: createCause({
      orderOf: priced,
      error: () => new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429),
    }),
    /** process-order may start no execution, so that messages go back to the queue. */
    startIsRefused: createCause({
      orderOf: started,
      error: () => new AwsError('AccessDeniedException', 'The function may not do states:StartExecution.'),
    }),
  };
  const intercept: Interceptor = (call) => {
    for (const cause of Object.values(causes)) cause.meet(call);
  };
  return { ...causes, all: Object.values(causes), intercept };
};

/** Causes of every kind of trouble. */
export type Causes = ReturnType<typeof createCauses>;
