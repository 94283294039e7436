import { readFileSync } from 'node:fs';
import aslValidator from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { decidedRecordSchema } from '../../lambdas/core/contract/order.ts';
import type { RaisedQuestion } from '../../lambdas/core/contract/question.ts';
import * as orderErrors from '../../lambdas/core/order/errors.ts';
import { askInputSchema, persistInputSchema } from '../../lambdas/core/order/messages.ts';
import type { RaisedGround } from '../../lambdas/core/order/reasons.ts';
import { TemporarilyUnavailable } from '../../lambdas/core/shared/temporarily-unavailable.ts';
import { anOrder, aProcessedRecord, aRejectedRecord } from '../helpers/factories.ts';

const retrierSchema = z.strictObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.int(),
  BackoffRate: z.number(),
  MaxDelaySeconds: z.int(),
  MaxAttempts: z.int(),
  JitterStrategy: z.literal('FULL'),
});

const taskSchema = z.strictObject({
  Comment: z.string().min(20),
  Type: z.literal('Task'),
  Resource: z.enum(['arn:aws:states:::lambda:invoke', 'arn:aws:states:::lambda:invoke.waitForTaskToken']),
  Arguments: z.strictObject({ FunctionName: z.string(), Payload: z.unknown() }),
  Output: z.string(),
  TimeoutSeconds: z.int(),
  Retry: z.array(retrierSchema),
  Catch: z
    .array(z.strictObject({ ErrorEquals: z.array(z.string()), Output: z.string(), Next: z.string() }))
    .default([]),
  Next: z.string().optional(),
  End: z.literal(true).optional(),
});

const errors = { ...orderErrors, TemporarilyUnavailable };

const machineSchema = z.strictObject({
  Comment: z.string(),
  QueryLanguage: z.literal('JSONata'),
  StartAt: z.string(),
  TimeoutSeconds: z.int(),
  States: z.record(z.string(), taskSchema),
});
type Machine = z.infer<typeof machineSchema>;

const textOf = (name: string): string =>
  readFileSync(new URL(`../../statemachines/${name}.asl.json`, import.meta.url), 'utf8');
const texts = { processing: textOf('order-processing'), cancellation: textOf('order-cancellation') };
const machine = machineSchema.parse(JSON.parse(texts.processing));
const cancellation = machineSchema.parse(JSON.parse(texts.cancellation));
const machines: [string, Machine][] = [
  ['OrderProcessing', machine],
  ['OrderCancellation', cancellation],
];
const states = machines.flatMap(([name, { States }]) =>
  Object.entries(States).map(([state, task]) => [`${name}.${state}`, task] as const),
);
const waits = (state: z.infer<typeof taskSchema>): boolean => state.Resource.endsWith('.waitForTaskToken');
const asking = states.filter(([, state]) => waits(state));

const stateNamed = (name: string, { States }: Machine = machine) => {
  const state = States[name];
  if (!state) throw new Error(`no state ${name}`);
  return state;
};

/** Every string of a value that is an expression, without its delimiters. */
const expressionsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.startsWith('{%') ? [value.slice(2, -2)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
};

/** Evaluates what a state does with its data, as Step Functions does; `$parse` is its own addition to JSONata. */
const evaluate = async (
  template: unknown,
  bindings: { input: unknown; result?: unknown; errorOutput?: unknown; context?: unknown },
) => {
  const visit = async (value: unknown): Promise<unknown> => {
    if (typeof value === 'string' && value.startsWith('{%')) {
      const expression = jsonata(value.slice(2, -2));
      expression.registerFunction('parse', (json: string) => JSON.parse(json), '<s:x>');
      return expression.evaluate({}, { states: bindings });
    }
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(async ([key, member]) => [key, await visit(member)] as const);
    return Object.fromEntries(await Promise.all(members));
  };
  return JSON.parse(JSON.stringify(await visit(template)));
};

/** How long a state waits for a person, in seconds: 48 and 72 hours, as README and runbook say. */
const WAITS: Readonly<Record<string, number>> = {
  'OrderProcessing.AskCustomer': 172_800,
  'OrderProcessing.AskReviewer': 259_200,
};

/** Without the wait for a person, which is counted apart: calling the function that asks takes no longer than calling another. */
const tryingSeconds = (state: z.infer<typeof taskSchema>): number => (waits(state) ? 15 : state.TimeoutSeconds);

/** The longest that trying one state can take: every attempt runs into its timeout, and every delay is the longest. */
const worstCaseSeconds = (state: z.infer<typeof taskSchema>): number => {
  const delays = state.Retry.flatMap((retrier) =>
    Array.from({ length: retrier.MaxAttempts }, (_, attempt) =>
      Math.min(retrier.MaxDelaySeconds, retrier.IntervalSeconds * retrier.BackoffRate ** attempt),
    ),
  );
  return (delays.length + 1) * tryingSeconds(state) + delays.reduce((sum, delay) => sum + delay, 0);
};

/** Every way through a machine that enters no state twice, by next states and catchers. */
const pathsFrom = (of: Machine, name: string, before: readonly string[] = []): string[][] => {
  const state = stateNamed(name, of);
  const path = [...before, name];
  if (state.Next === undefined && state.Catch.length === 0) return [path];
  const nexts = [...new Set([state.Next, ...state.Catch.map(({ Next }) => Next)])]
    .filter((next) => next !== undefined)
    .filter((next) => !path.includes(next));
  const ends = state.Next === undefined ? [path] : [];
  return [...ends, ...nexts.flatMap((next) => pathsFrom(of, next, path))];
};

const catchersOf = (of: Machine): string[] =>
  Object.entries(of.States).flatMap(([name, { Catch }]) =>
    Catch.flatMap(({ ErrorEquals, Next }) => ErrorEquals.map((error) => `${name} ${error} ${Next}`)),
  );

describe('a state machine', () => {
  it.each(Object.entries(texts))('of the %s is valid', (_, text) => {
    const { isValid, errors: found } = aslValidator(JSON.parse(text));
    expect(found).toEqual([]);
    expect(isValid).toBe(true);
  });

  it('has three task states where all is well, and none that is not reached', () => {
    const well: string[] = [];
    for (let name: string | undefined = machine.StartAt; name; name = stateNamed(name).Next) well.push(name);
    expect(well).toEqual(['ValidateOrder', 'PersistOrder', 'PublishConfirmation']);
    for (const [, each] of machines) {
      const reached = new Set(pathsFrom(each, each.StartAt).flat());
      expect(reached).toEqual(new Set(Object.keys(each.States)));
    }
  });

  it('gives itself more time than its states can take at worst', () => {
    const longest = (of: Machine): number =>
      Math.max(
        ...pathsFrom(of, of.StartAt).map((path) =>
          path.reduce((sum, name) => sum + worstCaseSeconds(stateNamed(name, of)), 0),
        ),
      );
    const straight = ['ValidateOrder', 'PersistOrder', 'PublishConfirmation'];
    // The README adds these up in words.
    expect(straight.reduce((sum, name) => sum + worstCaseSeconds(stateNamed(name)), 0)).toBe(2_394);
    expect(longest(cancellation)).toBe(1_596);
    expect(cancellation.TimeoutSeconds).toBe(3_600);
    const asked = Object.values(WAITS).reduce((sum, wait) => sum + wait, 0);
    expect(machine.TimeoutSeconds).toBe(30 * 86_400);
    expect(machine.TimeoutSeconds).toBeGreaterThan(5 * asked + longest(machine));
  });

  it('names its functions by placeholders that the stack fills in, and nothing else', () => {
    const names = (text: string) => new Set(text.match(/(?<=\$\{)\w+(?=\})/g));
    expect(names(texts.processing)).toEqual(
      new Set([
        'ValidateOrderFunctionArn',
        'PersistOrderFunctionArn',
        'PublishConfirmationFunctionArn',
        'AskPersonFunctionArn',
        'RecordCancellationFunctionArn',
      ]),
    );
    expect(names(texts.cancellation)).toEqual(
      new Set(['RecordCancellationFunctionArn', 'PublishConfirmationFunctionArn']),
    );
  });

  it('catches outcomes of business alone, by name, so that any fault stays redrivable where it happened', () => {
    const ask = (state: string): string[] => [
      `${state} OrderRejected RecordRejection`,
      `${state} OrderCancelled RecordCancellation`,
      `${state} States.Timeout RecordRejection`,
    ];
    expect(catchersOf(machine)).toEqual([
      'ValidateOrder OrderRejected RecordRejection',
      'ValidateOrder CustomerNeeded AskCustomer',
      'ValidateOrder ReviewNeeded AskReviewer',
      ...ask('AskCustomer'),
      ...ask('AskReviewer'),
      'PersistOrder OutOfStock ValidateOrder',
      'PersistOrder OrderCancelled RecordCancellation',
      'RecordRejection CustomerAnswered AskCustomer',
      'RecordRejection ReviewerAnswered AskReviewer',
    ]);
    expect(catchersOf(cancellation)).toEqual([]);
  });

  it.each(states)('state %s has expressions that parse', (_, state) => {
    const expressions = expressionsIn(state);
    expect(expressions.length).toBeGreaterThan(0);
    for (const expression of expressions) expect(() => jsonata(expression)).not.toThrow();
  });

  it.each(states)(
    'state %s outlasts its function’s 10 s and retries what is transient, with full jitter',
    (_, state) => {
      if (!waits(state)) expect(state.TimeoutSeconds).toBe(15);
      expect(state.Retry.flatMap(({ ErrorEquals }) => ErrorEquals).toSorted()).toEqual([
        'Lambda.AWSLambdaException',
        'Lambda.SdkClientException',
        'Lambda.ServiceException',
        'Lambda.TooManyRequestsException',
        'Lambda.Unknown',
        'Sandbox.Timedout',
        // Of a state that waits for a person it means that nobody answered.
        ...(waits(state) ? [] : ['States.Timeout']),
        'TemporarilyUnavailable',
      ]);
    },
  );

  it.each(asking)('state %s waits as long as it tells the person', (name, state) => {
    expect(state.TimeoutSeconds).toBe(WAITS[name]);
    expect(state.Arguments.Payload).toMatchObject({ withinSeconds: WAITS[name] });
  });

  it('names only errors of its own that the code throws by that literal name', () => {
    const named = states.flatMap(([, { Retry, Catch }]) =>
      [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals),
    );
    const own = new Set(named.filter((name) => !/^(States|Lambda|Sandbox)\./.test(name)));
    const question = { kind: 'review', totalCents: 2, currency: 'EUR', limitCents: 1 } as const;
    const thrown = [
      new errors.OrderRejected([{ code: 'declined' }]),
      new errors.TemporarilyUnavailable('x'),
      new errors.CustomerNeeded(question),
      new errors.ReviewNeeded(question),
      new errors.OutOfStock('x'),
      new errors.OrderCancelled('x'),
      new errors.CustomerAnswered('x'),
      new errors.ReviewerAnswered('x'),
    ].map(({ name }) => name);
    expect([...own].toSorted()).toEqual(thrown.toSorted());
  });
});

describe('the data of an order', () => {
  const priced = (() => {
    const { status: _, processedAt: __, ...order } = aProcessedRecord();
    return order;
  })();
  const invoked = (Payload: unknown) => ({ StatusCode: 200, ExecutedVersion: '$LATEST', Payload });

  it('goes through when all is well: order in, record out', async () => {
    const [validate, persist, publish] = ['ValidateOrder', 'PersistOrder', 'PublishConfirmation'].map((name) =>
      stateNamed(name),
    );
    expect(await evaluate(validate?.Arguments.Payload, { input: anOrder() })).toEqual(anOrder());
    expect(await evaluate(validate?.Output, { input: anOrder(), result: invoked(priced) })).toEqual(priced);

    const payload = await evaluate(persist?.Arguments.Payload, { input: priced });
    expect(persistInputSchema.parse(payload)).toEqual({ status: 'Processed', order: priced });
    const record = aProcessedRecord();
    expect(await evaluate(persist?.Output, { input: priced, result: invoked(record) })).toEqual(record);

    expect(decidedRecordSchema.parse(await evaluate(publish?.Arguments.Payload, { input: record }))).toEqual(record);
    expect(await evaluate(publish?.Output, { input: record, result: invoked('OrderProcessed') })).toEqual(record);
  });

  it.each<[RaisedGround[]]>([
    [[{ code: 'unknown-product', line: 1 }]],
    [
      [
        { code: 'sold-out', name: 'A\\B "C"' },
        { code: 'too-many', name: '100%', most: 1, wanted: 2 },
      ],
    ],
  ])('takes the reasons %j along when it is rejected', async (grounds) => {
    const [validate, persist, publish] = ['ValidateOrder', 'RecordRejection', 'PublishRejection'].map((name) =>
      stateNamed(name),
    );
    const error = new errors.OrderRejected(grounds);
    const reasons = error.message.split('\n');
    expect(reasons).toHaveLength(grounds.length);
    // What Lambda reports of a thrown error: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
    const report = { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') };
    const errorOutput = { Error: error.name, Cause: JSON.stringify(report) };
    const rejected = await evaluate(validate?.Catch[0]?.Output, { input: anOrder(), errorOutput });
    expect(rejected).toEqual({ ...anOrder(), reasons });

    const payload = await evaluate(persist?.Arguments.Payload, { input: rejected });
    expect(persistInputSchema.parse(payload)).toEqual({ status: 'Rejected', order: { ...anOrder(), reasons } });
    const record = aRejectedRecord(reasons);
    expect(await evaluate(persist?.Output, { input: rejected, result: invoked(record) })).toEqual(record);
    expect(decidedRecordSchema.parse(await evaluate(publish?.Arguments.Payload, { input: record }))).toEqual(record);
  });

  const question: RaisedQuestion = {
    kind: 'customer',
    proposal: { items: priced.items, totalCents: priced.totalCents, currency: priced.currency },
    changes: [{ kind: 'price', seenTotalCents: 119_900, totalCents: 129_900 }],
  };
  const causeOf = (error: Error) => ({ Error: error.name, Cause: JSON.stringify({ errorMessage: error.message }) });

  it('asks with the question, the token and the time, and goes on with what was answered alone', async () => {
    const [validate, ask] = ['ValidateOrder', 'AskCustomer'].map((name) => stateNamed(name));
    const errorOutput = causeOf(new errors.CustomerNeeded(question));
    const asked = await evaluate(validate?.Catch[1]?.Output, { input: anOrder(), errorOutput });
    expect(asked).toEqual({ ...anOrder(), question });
    const payload = await evaluate(ask?.Arguments.Payload, { input: asked, context: { Task: { Token: 'a-token' } } });
    expect(askInputSchema.parse(payload)).toEqual({ taskToken: 'a-token', withinSeconds: 172_800, order: asked });

    const result = { items: [{ product: 'Laptop', quantity: 1 }], expectedTotalCents: 129_900 };
    const answered = { ...anOrder(), ...result };
    expect(await evaluate(ask?.Output, { input: asked, result })).toEqual(answered);
    const late = { ...asked, unanswered: 'customer', reasons: ['Too late.'] };
    expect(await evaluate(ask?.Output, { input: late, result })).toEqual(answered);
  });

  it.each([
    ['AskCustomer', 'customer'],
    ['AskReviewer', 'review'],
  ])('of %s says who did not answer in time, and keeps the question', async (name, unanswered) => {
    const input = { ...anOrder(), question };
    const output = stateNamed(name).Catch.find(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'))?.Output;
    const late = await evaluate(output, { input, errorOutput: { Error: 'States.Timeout' } });
    expect(late).toMatchObject({ ...input, unanswered });
    const payload = await evaluate(stateNamed('RecordRejection').Arguments.Payload, { input: late });
    expect(persistInputSchema.parse(payload)).toMatchObject({ status: 'Rejected', order: { unanswered } });
  });

  it('counts how often its stock was gone', async () => {
    const output = stateNamed('PersistOrder').Catch[0]?.Output;
    const once = await evaluate(output, { input: priced });
    expect(once).toEqual({ ...priced, outOfStock: 1 });
    expect(await evaluate(output, { input: once })).toEqual({ ...priced, outOfStock: 2 });
  });

  it.each(machines.filter(([, { States }]) => 'RecordCancellation' in States))(
    'tells the function of %s that cancels no more than the order',
    async (_, each) => {
      const payload = await evaluate(stateNamed('RecordCancellation', each).Arguments.Payload, { input: anOrder() });
      expect(payload).toEqual({ orderId: anOrder().orderId });
    },
  );
});
