import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIam } from '../src/iam/index.ts';
import { systemClock } from '../src/kit/clock.ts';
import { own } from '../src/kit/own.ts';
import type { AwsService, Engine } from '../src/service.ts';
import { createCloudFormation } from '../src/services/cloudformation/index.ts';
import { createDynamoDb } from '../src/services/dynamodb/index.ts';
import { createServices } from '../src/services/index.ts';
import { createKms } from '../src/services/kms/index.ts';
import { openStore } from '../src/store.ts';
import { declaredTypes } from '../src/template/declared.ts';
import { sdkClients } from './sdk-clients.ts';

/** Writes into the README what the engine emulates: `npm run coverage -w local-aws`. */
const readme = new URL('../README.md', import.meta.url);
const MARKERS = ['<!-- coverage: written by scripts/coverage.ts -->', '<!-- end of coverage -->'] as const;

/** What each service emulates of what its SDK client publishes. */
export const emulatedOperations = async (): Promise<
  ReadonlyMap<string, Pick<AwsService, 'protocol'> & { readonly operations: readonly string[] }>
> =>
  await withServices(async (services) => {
    const emulated = await Promise.all(
      withOperations(services).map(async ({ name, protocol, operations }) => {
        const published = await publishedBy(name);
        return [name, { protocol, operations: Object.keys(operations).filter((one) => published.has(one)) }] as const;
      }),
    );
    return new Map(emulated);
  });

/** The part of the README between its markers, as it should be. */
export const coverage = async (): Promise<string> =>
  await withServices(async (services) => [await operationsOf(services), typesOf(services)].join('\n\n'));

const withServices = async <T>(work: (services: readonly AwsService[]) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
  const engine = idleEngine(folder);
  const iam = createIam(engine.accountId, engine.region, engine.now);
  const services = [
    iam,
    createKms(engine, iam),
    createDynamoDb(engine),
    ...createServices(engine),
    createCloudFormation(engine),
  ];
  try {
    return await work(services);
  } finally {
    for (const service of services.toReversed()) await service.stop?.();
    engine.store.close();
    rmSync(folder, { recursive: true });
  }
};

const withOperations = (services: readonly AwsService[]): readonly AwsService[] =>
  services
    .filter(({ operations }) => Object.keys(operations).length > 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** The README with that part replaced. */
export const withCoverage = (text: string, part: string): string => {
  const [before, rest = ''] = text.split(MARKERS[0]);
  const [, after = ''] = rest.split(MARKERS[1]);
  return `${before}${MARKERS[0]}\n${part}\n${MARKERS[1]}${after}`;
};

const operationsOf = async (services: readonly AwsService[]): Promise<string> => {
  const rows = await Promise.all(
    withOperations(services).map(async ({ name, protocol, queryModel, operations }) => {
      const names = Object.keys(operations).toSorted();
      // What the engine adds of its own is in no SDK.
      const published = await publishedBy(name);
      const count = `${names.filter((one) => published.has(one)).length} of ${published.size}`;
      return `| ${name} | ${queryModel ? `${protocol}, query` : protocol} | ${count} | ${names.join(', ')} |`;
    }),
  );
  return ['| Service | Protocol | Operations | |', '|---|---|---|---|', ...rows].join('\n');
};

const publishedBy = async (service: string): Promise<ReadonlySet<string>> => {
  const exported = Object.keys((await own(sdkClients, service)?.()) ?? {});
  const commands = exported.filter((name) => name.endsWith('Command') && name !== '$Command');
  if (commands.length === 0) throw new Error(`no client of ${service} in sdk-clients.ts`);
  return new Set(commands.map((name) => name.slice(0, -'Command'.length)));
};

const typesOf = (services: readonly AwsService[]): string => {
  const list = (names: readonly string[]): string => names.toSorted().join(', ');
  const provisioned = services.flatMap(({ resourceTypes }) => Object.keys(resourceTypes ?? {}));
  return `**Resource types that are provisioned** (${provisioned.length}): ${list(provisioned)}; every other \`Custom::\` type,
by calling the function behind its \`ServiceToken\`.

**Resource types that are only taken note of** (${Object.keys(declaredTypes).length}): ${list(Object.keys(declaredTypes))}.`;
};

/** An engine that calls nobody: enough to ask services what they have. */
const idleEngine = (dataDir: string): Engine => {
  const idle = (): never => {
    throw new Error('this engine only lists what it has');
  };
  return {
    accountId: '000000000000',
    region: 'us-east-1',
    store: openStore(dataDir),
    dataDir,
    now: systemClock.now,
    clock: systemClock,
    call: idle,
    authorize: idle,
    useKey: idle,
    assumeRole: idle,
    issueCredentials: idle,
    connect: idle,
    awsOrigin: idle,
    siteOrigin: idle,
    mapHost: () => {},
    localOrigin: () => undefined,
    mount: () => {},
    log: () => {},
    count: () => {},
  };
};

if (import.meta.main) writeFileSync(readme, withCoverage(readFileSync(readme, 'utf8'), await coverage()));
