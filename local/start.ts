import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { awsQuotas, EngineError, emptyDataFolder, makeDataFolder, startEngine } from 'local-aws';
import { announceRunning, findRunning, withdrawRunning } from 'local-aws/client';
import { fail } from './fail.ts';
import { readyMadePeople } from './people.ts';
import { seedPeople } from './seed-people.ts';
import { synthesize } from './synthesize.ts';

/** From whom the shop's mails come; SES here holds any address of the template for verified. */
const senderAddress = 'shop@example.com';
const projectDir = resolve(import.meta.dirname, '..');

const readPort = (text: string, option: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new EngineError(`${option} takes a port from 0 (any free one) to 65535, not "${text}"`);
  return port;
};

const start = async (): Promise<void> => {
  const startedAt = performance.now();
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '3000' },
      'aws-port': { type: 'string', default: '4566' },
      data: { type: 'string', default: resolve(projectDir, '.local') },
      fresh: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      quotas: { type: 'boolean', default: false },
    },
  });
  const dataDir = resolve(process.env.INIT_CWD ?? process.cwd(), values.data);
  const port = readPort(values.port, '--port');
  const awsPort = readPort(values['aws-port'], '--aws-port');
  const other = await findRunning(dataDir);
  if (other) throw new EngineError(`an engine (process ${other.pid}, ${other.siteOrigin}) already runs on ${dataDir}`);
  if (values.fresh) emptyDataFolder(dataDir);
  makeDataFolder(dataDir);

  const say = (line: string): void =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  say('Bundling the functions, synthesizing the stack');
  const assembly = resolve(dataDir, 'cdk.out');
  await synthesize(projectDir, assembly, { senderAddress });
  say('Provisioning the template');
  const engine = await startEngine({
    assembly,
    dataDir,
    port,
    awsPort,
    onProgress: say,
    onLog: logPrinter(values.verbose),
    ...(values.quotas && { quotas: awsQuotas }),
  });
  const { UserPoolId } = engine.outputs;
  if (UserPoolId) await seedPeople(engine, UserPoolId, readyMadePeople);
  announceRunning(dataDir, {
    pid: process.pid,
    siteOrigin: engine.siteOrigin,
    awsOrigin: engine.awsOrigin,
    outputs: { ...engine.outputs },
  });
  stopOnSignal(async () => {
    await engine.stop();
    withdrawRunning(dataDir);
  });
  say(`Ready\n${summary(engine, dataDir)}`);
};

type Engine = Awaited<ReturnType<typeof startEngine>>;

const summary = ({ siteOrigin, awsOrigin, declared }: Engine, dataDir: string): string =>
  [
    '',
    `  Site and API   ${siteOrigin}`,
    `  Inbox          ${awsOrigin}/inbox   (every mail that the shop sends)`,
    `  AWS endpoint   ${awsOrigin}   (aws --endpoint-url ${awsOrigin} stepfunctions list-state-machines)`,
    ...readyMadePeople.map(({ email, password }) => `  Sign in as     ${email}  password ${password}`),
    `  Data           ${dataDir}   (--fresh starts over)`,
    `  Declared, not emulated: ${declared.join(', ') || 'nothing'}`,
    '',
    '  Ctrl-C stops; nothing is lost.',
  ].join('\n');

/** Prints what went wrong, or with --verbose everything; the whole log is in CloudWatch Logs. */
const logPrinter =
  (verbose: boolean) =>
  (source: string, line: string): void => {
    if (verbose || source === 'engine' || /"level":\s*"(WARN|ERROR|FATAL)"|\b(WARN|ERROR)\b/.test(line))
      console.log(`[${source}] ${line}`);
  };

const stopOnSignal = (stop: () => Promise<void>): void => {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
};

await start().catch(fail);
