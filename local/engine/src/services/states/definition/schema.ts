import * as z from 'zod';

const expression = z.string().regex(/^\{%.*%\}$/s, 'must be a JSONata expression {% ... %}');
const seconds = z.union([z.number().int().min(0).max(99_999_999), expression]);
const count = z.union([z.number().int().min(0), expression]);
const assign = z.record(z.string(), z.unknown());

const retrier = z.object({
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.number().int().min(1).default(1),
  MaxAttempts: z.number().int().min(0).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.number().int().min(1).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
const catcher = z.object({
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  Output: z.unknown().optional(),
  Assign: assign.optional(),
});

const state = { Comment: z.string().optional(), QueryLanguage: z.enum(['JSONata', 'JSONPath']).optional() };
const transition = { Next: z.string().optional(), End: z.boolean().optional() };
const transform = { Output: z.unknown().optional(), Assign: assign.optional() };
const handlers = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const choiceRule = z.object({ Condition: z.unknown(), Next: z.string(), ...transform });

/** One state of a definition, as far as it can be checked by itself; nested state machines are checked when compiled.
 * https://states-language.net and
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html */
export const stateSchema = z.discriminatedUnion('Type', [
  z.object({ Type: z.literal('Pass'), ...state, ...transition, ...transform }),
  z.object({
    Type: z.literal('Task'),
    Resource: z.string(),
    Arguments: z.unknown().optional(),
    TimeoutSeconds: seconds.optional(),
    HeartbeatSeconds: seconds.optional(),
    Credentials: z.unknown().optional(),
    ...state,
    ...transition,
    ...transform,
    ...handlers,
  }),
  z.object({
    Type: z.literal('Choice'),
    Choices: z.array(choiceRule).min(1),
    Default: z.string().optional(),
    ...state,
    ...transform,
  }),
  z.object({
    Type: z.literal('Wait'),
    Seconds: seconds.optional(),
    Timestamp: z.string().optional(),
    ...state,
    ...transition,
    ...transform,
  }),
  z.object({ Type: z.literal('Succeed'), Output: z.unknown().optional(), ...state }),
  z.object({ Type: z.literal('Fail'), Error: z.string().optional(), Cause: z.string().optional(), ...state }),
  z.object({
    Type: z.literal('Parallel'),
    Branches: z.array(z.unknown()).min(1),
    Arguments: z.unknown().optional(),
    ...state,
    ...transition,
    ...transform,
    ...handlers,
  }),
  z.object({
    Type: z.literal('Map'),
    ItemProcessor: z.unknown(),
    Items: z.unknown().optional(),
    ItemSelector: z.unknown().optional(),
    ItemBatcher: z.unknown().optional(),
    ItemReader: z.unknown().optional(),
    ResultWriter: z.unknown().optional(),
    MaxConcurrency: count.optional(),
    ToleratedFailureCount: count.optional(),
    ToleratedFailurePercentage: z.union([z.number().min(0).max(100), expression]).optional(),
    ...state,
    ...transition,
    ...transform,
    ...handlers,
  }),
]);

export const machineSchema = z.object({
  Comment: z.string().optional(),
  QueryLanguage: z.enum(['JSONata', 'JSONPath']).optional(),
  StartAt: z.string(),
  States: z.record(z.string(), z.looseObject({ Type: z.string() })),
  TimeoutSeconds: z.number().int().min(1).max(99_999_999).optional(),
  Version: z.string().optional(),
  ProcessorConfig: z.object({ Mode: z.string().optional() }).loose().optional(),
});

/** When a failed state is tried again. https://states-language.net/#retrying-after-error */
export type Retrier = z.output<typeof retrier>;
export type StateDefinition = z.output<typeof stateSchema>;
