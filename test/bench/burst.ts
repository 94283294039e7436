import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { awsQuotas, scaleQuotas } from 'local-aws';
import { changedAssembly, type Template } from 'local-aws/testing';
import { synthesize } from '../../local/synthesize.ts';
import { deciding } from './burst/deciding.ts';
import { ordinary } from './burst/ordinary.ts';
import { type Burst, type BurstResult, runBurst } from './burst/run-burst.ts';
import { temporaryDataDir } from './engine-process.ts';
import { replaceBetween } from './markdown.ts';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: { orders: { type: 'string', default: '600' }, write: { type: 'boolean', default: false } },
});

/** All quotas are divided by this, so that a laptop exceeds them ten times over. */
const DIVISOR = 60;
/** How far beyond a quota the orders come. */
const TIMES = 10;
const orders = Number(values.orders);

/** As prod reserves for process-order, divided like the rest: 50 become 1. */
const reserve = (template: Template): void => {
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::Lambda::Function' && id.startsWith('OrderPipeProcessOrder')) {
      Properties.ReservedConcurrentExecutions = Math.ceil(50 / DIVISOR);
    }
  }
};

/** The stage's throttling, as the dev stage has it, with the other quotas. */
const scaleApi = (template: Template): void => {
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type !== 'AWS::ApiGateway::Stage') continue;
    for (const setting of Properties.MethodSettings as Record<string, number>[]) {
      setting.ThrottlingRateLimit = (setting.ThrottlingRateLimit ?? 0) / DIVISOR;
      setting.ThrottlingBurstLimit = Math.ceil((setting.ThrottlingBurstLimit ?? 0) / DIVISOR);
    }
  }
};

const bursts = (assembly: string, throttled: string): readonly Burst[] => {
  const scaled = scaleQuotas(awsQuotas, 1 / DIVISOR);
  const scenario = ordinary(orders);
  const startsPerSecond = scaled.statesApi.StartExecution?.ratePerSecond ?? 0;
  const apiPerSecond = 500 / DIVISOR;
  // An order has three tasks: these give first, and not the starts.
  const transitions = { ratePerSecond: 3 * startsPerSecond, burst: 3 * startsPerSecond };
  return [
    {
      name: `StartExecution (300/s, here ${startsPerSecond}/s)`,
      assembly,
      quotas: scaled,
      arrivals: { orders, perSecond: TIMES * startsPerSecond },
      scenario,
    },
    {
      name: `state transitions (5,000/s, here ${transitions.ratePerSecond}/s)`,
      assembly,
      quotas: { ...awsQuotas, stateTransitions: transitions },
      arrivals: { orders, perSecond: TIMES * startsPerSecond },
      scenario,
    },
    {
      name: `API (500/s, here ${apiPerSecond.toFixed(1)}/s) and all the others`,
      assembly: throttled,
      quotas: scaled,
      arrivals: { orders, perSecond: TIMES * apiPerSecond },
      scenario,
    },
    {
      name: 'the same, and people decide',
      assembly: throttled,
      quotas: scaled,
      arrivals: { orders, perSecond: TIMES * apiPerSecond },
      scenario: deciding(orders),
    },
  ];
};

const columns: readonly (readonly [string, (result: BurstResult) => string | number])[] = [
  ['quota that gives', ({ name }) => name],
  ['orders', ({ accepted }) => accepted],
  ['arrive', ({ offeredPerSecond, arrivalSeconds }) => `${offeredPerSecond.toFixed(0)}/s for ${arrivalSeconds} s`],
  ['429s', ({ turnedAway }) => turnedAway],
  ['all accepted after', ({ acceptedAfter }) => `${acceptedAfter} s`],
  ['starts throttled', ({ startsThrottled }) => startsThrottled],
  ['tasks delayed', ({ tasksDelayed }) => tasksDelayed],
  ['given back to the queue', ({ givenBack }) => givenBack],
  ['peak backlog', ({ peakBacklog }) => peakBacklog],
  ['all settled after', ({ drainedAfter }) => `${drainedAfter} s`],
  ['settled', ({ decidedPerSecond }) => `${decidedPerSecond}/s`],
  ['lost', ({ lost }) => lost],
  ['doubled', ({ doubled }) => doubled],
  ['dead letters', ({ deadLetters }) => deadLetters],
  ['units of stock unaccounted for', ({ unaccounted }) => unaccounted],
];

/** One row a figure and one column a burst, as there are many figures and few bursts. */
const table = (results: readonly BurstResult[]): string => {
  const [[title, name] = ['', () => ''], ...figures] = columns;
  return [
    `| ${title} | ${results.map(name).join(' | ')} |`,
    `|---|${results.map(() => '--:').join('|')}|`,
    ...figures.map(([figure, read]) => `| ${figure} | ${results.map(read).join(' | ')} |`),
  ].join('\n');
};

const synthesized = temporaryDataDir();
await synthesize(root, synthesized, { senderAddress: 'shop@example.com' });
const assembly = changedAssembly(synthesized, reserve);
const throttled = changedAssembly(assembly, scaleApi);
const results: BurstResult[] = [];
try {
  for (const burst of bursts(assembly, throttled)) {
    console.log(`running: ${burst.name}`);
    results.push(await runBurst(burst));
  }
} finally {
  for (const folder of [synthesized, assembly, throttled]) rmSync(folder, { recursive: true, force: true });
}
console.log(table(results));
if (values.write) replaceBetween(resolve(root, 'docs/scaling.md'), 'burst', table(results));
const bad = results.filter(({ lost, doubled, deadLetters, unaccounted }) =>
  [lost, doubled, deadLetters, unaccounted].some((count) => count !== 0),
);
if (bad.length > 0)
  throw new Error(
    `orders were lost, doubled or dead-lettered, or stock is wrong: ${bad.map(({ name }) => name).join('; ')}`,
  );
