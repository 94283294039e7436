import { readFileSync } from 'node:fs';
import aslValidator from 'asl-validator';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { decidedRecordSchema } from '../../lambdas/core/contract/order.ts';
import * as orderErrors from '../../lambdas/core/order/errors.ts';
import { persistInputSchema } from '../../lambdas/core/order/messages.ts';
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
  Resource: z.literal('arn:aws:states:::lambda:invoke'),
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

const text = readFileSync(new URL('../../statemachines/order-processing.asl.json', import.meta.url), 'utf8');
const machine = z
  .strictObject({
    Comment: z.string(),
    QueryLanguage: z.literal('JSONata'),
    StartAt: z.string(),
    TimeoutSeconds: z.int(),
    States: z.record(z.string(), taskSchema),
  })
  .parse(JSON.parse(text));
const states = Object.entries(machine.States);

const stateNamed = (name: string) => {
  const state = machine.States[name];
  if (!state) throw new Error(`no state ${name}`);
  return state;
};

/** Every string of a value that is an expression, without its delimiters. */
const expressionsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.startsWith('{%') ? [value.slice(2, -2)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
};

/** Evaluates what a state does with its data, as Step Functions does; `$parse` is its own addition to JSONata. */
const evaluate = async (template: unknown, bindings: { input: unknown; result?: unknown; errorOutput?: unknown }) => {
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

/** The longest that one state can take: every attempt runs into its timeout, and every delay is the longest. */
const worstCaseSeconds = (state: z.infer<typeof taskSchema>): number => {
  const delays = state.Retry.flatMap((retrier) =>
    Array.from({ length: retrier.MaxAttempts }, (_, attempt) =>
      Math.min(retrier.MaxDelaySeconds, retrier.IntervalSeconds * retrier.BackoffRate ** attempt),
    ),
  );
  return (delays.length + 1) * state.TimeoutSeconds + delays.reduce((sum, delay) => sum + delay, 0);
};

const pathsFrom = (name: string): string[][] => {
  const state = stateNamed(name);
  const nexts = [state.Next, ...state.Catch.map((catcher) => catcher.Next)].filter((next) => next !== undefined);
  return nexts.length === 0 ? [[name]] : nexts.flatMap(pathsFrom).map((path) => [name, ...path]);
};

describe('the state machine', () => {
  it('is valid', () => {
    const { isValid, errors: found } = aslValidator(JSON.parse(text));
    expect(found).toEqual([]);
    expect(isValid).toBe(true);
  });

  it('has three task states when all is well, and the rejection path; no other state, none unreachable', () => {
    expect(pathsFrom(machine.StartAt)).toEqual([
      ['ValidateOrder', 'PersistOrder', 'PublishConfirmation'],
      ['ValidateOrder', 'RecordRejection', 'PublishRejection'],
    ]);
    expect(new Set(pathsFrom(machine.StartAt).flat())).toEqual(new Set(states.map(([name]) => name)));
  });

  it('gives itself more time than its states can take at worst', () => {
    const worst = pathsFrom(machine.StartAt).map((path) =>
      path.reduce((sum, name) => sum + worstCaseSeconds(stateNamed(name)), 0),
    );
    // The README adds this up in words.
    expect(worst).toEqual([2_394, 2_394]);
    expect(machine.TimeoutSeconds).toBe(3_600);
  });

  it('names its functions by placeholders that the stack fills in, and nothing else', () => {
    expect(new Set(text.match(/\$\{\w+\}/g))).toEqual(
      new Set(['${ValidateOrderFunctionArn}', '${PersistOrderFunctionArn}', '${PublishConfirmationFunctionArn}']),
    );
  });

  it('catches only OrderRejected, so that any fault stays redrivable where it happened', () => {
    const caught = states.flatMap(([name, state]) =>
      state.Catch.flatMap(({ ErrorEquals }) => ErrorEquals.map((e) => [name, e])),
    );
    expect(caught).toEqual([['ValidateOrder', 'OrderRejected']]);
  });

  it.each(states)('state %s has expressions that parse', (_, state) => {
    const expressions = expressionsIn(state);
    expect(expressions.length).toBeGreaterThan(0);
    for (const expression of expressions) expect(() => jsonata(expression)).not.toThrow();
  });

  it.each(states)(
    'state %s outlasts its function’s 10 s and retries what is transient, with full jitter',
    (_, state) => {
      expect(state.TimeoutSeconds).toBe(15);
      expect(state.Retry.flatMap(({ ErrorEquals }) => ErrorEquals).toSorted()).toEqual([
        'Lambda.AWSLambdaException',
        'Lambda.SdkClientException',
        'Lambda.ServiceException',
        'Lambda.TooManyRequestsException',
        'Lambda.Unknown',
        'Sandbox.Timedout',
        'States.Timeout',
        'TemporarilyUnavailable',
      ]);
    },
  );

  it('names only errors of its own that the code throws by that literal name', () => {
    const named = states.flatMap(([, { Retry, Catch }]) =>
      [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals),
    );
    const own = new Set(named.filter((name) => !/^(States|Lambda|Sandbox)\./.test(name)));
    const thrown = [new errors.OrderRejected(['x']), new errors.TemporarilyUnavailable('x')].map(({ name }) => name);
    expect([...own].toSorted()).toEqual(thrown.toSorted());
    for (const name of own) expect(errors).toHaveProperty(name);
  });
});

describe('the data of an order', () => {
  const priced = (() => {
    const { status: _, processedAt: __, ...order } = aProcessedRecord();
    return order;
  })();
  const invoked = (Payload: unknown) => ({ StatusCode: 200, ExecutedVersion: '$LATEST', Payload });

  it('goes through when all is well: order in, record out', async () => {
    const [validate, persist, publish] = ['ValidateOrder', 'PersistOrder', 'PublishConfirmation'].map(stateNamed);
    expect(await evaluate(validate?.Arguments.Payload, { input: anOrder() })).toEqual(anOrder());
    expect(await evaluate(validate?.Output, { input: anOrder(), result: invoked(priced) })).toEqual(priced);

    const payload = await evaluate(persist?.Arguments.Payload, { input: priced });
    expect(persistInputSchema.parse(payload)).toEqual({ status: 'Processed', order: priced });
    const record = aProcessedRecord();
    expect(await evaluate(persist?.Output, { input: priced, result: invoked(record) })).toEqual(record);

    expect(decidedRecordSchema.parse(await evaluate(publish?.Arguments.Payload, { input: record }))).toEqual(record);
    expect(await evaluate(publish?.Output, { input: record, result: invoked('OrderProcessed') })).toEqual(record);
  });

  it.each([[['Out of stock.']], [['There is no product "A\\B" in the shop.', 'Too many, 100%.']]])(
    'takes the reasons %j along when it is rejected',
    async (reasons) => {
      const [validate, persist, publish] = ['ValidateOrder', 'RecordRejection', 'PublishRejection'].map(stateNamed);
      const error = new errors.OrderRejected(reasons);
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
    },
  );
});
