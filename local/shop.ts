import {
  awsQuotas,
  type EngineCommand,
  type EngineOptions,
  fail,
  logPrinter,
  type RunningEngine,
  runUntilStopped,
  startEngine,
} from 'local-aws';
import { readyMadePeople } from './people.ts';
import { seedPeople } from './seed-people.ts';

/** Prints a line with the seconds since the command began. */
export const say = (line: string): void =>
  console.log(`${(performance.now() / 1000).toFixed(1).padStart(5)} s  ${line}`);

/** Starts the shop with the people who are ready to sign in, until Ctrl-C. Throws EngineError. */
export const startShop = async (
  { dataDir, port, awsPort, verbose, quotas }: EngineCommand,
  assembly: string,
  options: Partial<EngineOptions>,
): Promise<RunningEngine> => {
  say('Provisioning the template');
  const onLog = logPrinter(verbose);
  const limits = quotas && { quotas: awsQuotas };
  const engine = await startEngine({ assembly, dataDir, port, awsPort, onProgress: say, onLog, ...limits, ...options });
  const { UserPoolId } = engine.outputs;
  if (UserPoolId) await seedPeople(engine, UserPoolId, readyMadePeople);
  runUntilStopped(engine, dataDir, fail);
  return engine;
};

/** What somebody who has started the shop wants to know; `more` lines come before the last. */
export const summary = (
  { siteOrigin, awsOrigin, declared }: RunningEngine,
  dataDir: string,
  more: readonly string[] = [],
): string =>
  [
    '',
    `  Site and API   ${siteOrigin}`,
    `  Inbox          ${awsOrigin}/inbox   (every mail that the shop sends)`,
    `  AWS endpoint   ${awsOrigin}   (aws --endpoint-url ${awsOrigin} stepfunctions list-state-machines)`,
    ...readyMadePeople.map(({ email, password }) => `  Sign in as     ${email}  password ${password}`),
    `  Data           ${dataDir}   (--fresh starts over)`,
    `  Declared, not emulated: ${declared.join(', ') || 'nothing'}`,
    ...more,
    '',
    '  Ctrl-C stops; nothing is lost.',
  ].join('\n');
