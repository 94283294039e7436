import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../../aws-error.ts';
import { type Call, type Engine, operation } from '../../service.ts';
import type { Deliveries } from './deliveries.ts';
import type { BusEvent } from './event.ts';
import type { Rule, Rules } from './rules.ts';

const bus = z.string().optional();
const entry = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  /** Seconds since the epoch. */
  Time: z.number().optional(),
  EventBusName: bus,
});
type Entry = z.infer<typeof entry>;

/** Size limit of one call's entries, in bytes. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MAX_BYTES = 1024 * 1024;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html */
export const eventsOperations = (engine: Engine, rules: Rules, deliveries: Deliveries) => {
  const busArn = `arn:aws:events:${engine.region}:${engine.accountId}:event-bus/default`;
  const ruleAccess = (action: string) => (input: { Name?: string; Rule?: string }) => [
    { action: `events:${action}`, resource: ruleArn(engine, input.Name ?? input.Rule ?? '*') },
  ];
  return {
    PutEvents: operation({
      input: z.object({ Entries: z.array(entry).min(1).max(10) }),
      // AWS's own services put their events on the default bus; nobody grants it.
      access: (_input, { caller }) =>
        caller.kind === 'service' ? [] : [{ action: 'events:PutEvents', resource: busArn }],
      run: ({ Entries }, call) => {
        if (Entries.reduce((sum, each) => sum + sizeOf(each), 0) > MAX_BYTES) {
          throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
        }
        const begins: (() => void)[] = [];
        const results = engine.store.transaction(() => Entries.map((each) => put(each, call, begins)));
        for (const begin of begins) begin();
        return { FailedEntryCount: results.filter(({ EventId }) => !EventId).length, Entries: results };
      },
    }),
    ListRules: operation({
      input: z.object({ NamePrefix: z.string().optional(), EventBusName: bus }),
      access: () => [{ action: 'events:ListRules', resource: ruleArn(engine, '*') }],
      run: ({ NamePrefix = '' }) => ({
        Rules: rules
          .list()
          .filter(({ name }) => name.startsWith(NamePrefix))
          .map(describe),
      }),
    }),
    DescribeRule: operation({
      input: z.object({ Name: z.string(), EventBusName: bus }),
      access: ruleAccess('DescribeRule'),
      run: ({ Name }) => ({ ...describe(rules.get(Name)), CreatedBy: engine.accountId }),
    }),
    ListTargetsByRule: operation({
      input: z.object({ Rule: z.string(), EventBusName: bus }),
      access: ruleAccess('ListTargetsByRule'),
      run: ({ Rule: name }) => ({
        Targets: rules.get(name).targets.map((target) => ({
          Id: target.id,
          Arn: target.arn,
          RetryPolicy: {
            MaximumRetryAttempts: target.maximumRetryAttempts,
            MaximumEventAgeInSeconds: target.maximumEventAgeSeconds,
          },
          ...(target.deadLetterArn && { DeadLetterConfig: { Arn: target.deadLetterArn } }),
          ...(target.input && { Input: target.input }),
          ...(target.inputPath && { InputPath: target.inputPath }),
        })),
      }),
    }),
  };

  /** Adds to `begins` what starts the deliveries once they are committed. */
  function put(
    given: Entry,
    { caller }: Call,
    begins: (() => void)[],
  ): { EventId?: string; ErrorCode?: string; ErrorMessage?: string } {
    const detail = readDetail(given.Detail ?? '');
    const refusal = refusalOf(given, detail, caller.kind === 'service');
    if (refusal) return refusal;
    const event: BusEvent = {
      version: '0',
      id: randomUUID(),
      'detail-type': given.DetailType ?? '',
      source: given.Source ?? '',
      account: engine.accountId,
      time: `${new Date(given.Time === undefined ? engine.now() : given.Time * 1000).toISOString().slice(0, 19)}Z`,
      region: engine.region,
      resources: given.Resources ?? [],
      detail,
    };
    for (const { rule, target } of rules.matching(event)) {
      begins.push(deliveries.owe({ event, rule: rule.name, target: target.id }));
    }
    return { EventId: event.id };
  }
};

const ruleArn = ({ region, accountId }: Engine, name: string): string =>
  `arn:aws:events:${region}:${accountId}:rule/${name}`;

const describe = ({ name, arn, description, enabled, eventPattern }: Rule) => ({
  Name: name,
  Arn: arn,
  EventPattern: JSON.stringify(eventPattern),
  State: enabled ? 'ENABLED' : 'DISABLED',
  EventBusName: 'default',
  ...(description !== undefined && { Description: description }),
});

const refusalOf = ({ Source, DetailType, EventBusName }: Entry, detail: object | undefined, fromService: boolean) => {
  const refuse = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });
  if (!Source)
    return refuse('InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.');
  if (!DetailType)
    return refuse('InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  if (Source.startsWith('aws.') && !fromService)
    return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  if (EventBusName !== undefined && !/^default$|:event-bus\/default$/.test(EventBusName)) {
    return refuse('ResourceNotFoundException', `Event bus ${EventBusName} does not exist.`);
  }
  return detail ? undefined : refuse('MalformedDetail', 'Detail is malformed.');
};

/** Undefined where it is no JSON object. */
const readDetail = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const sizeOf = ({ Source = '', DetailType = '', Detail = '', Resources = [] }: Entry): number =>
  Buffer.byteLength(Source) +
  Buffer.byteLength(DetailType) +
  Buffer.byteLength(Detail) +
  Buffer.byteLength(Resources.join(''));
