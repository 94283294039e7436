import { resolve } from 'node:path';
import { ACCOUNT } from './account.ts';
import { AwsError, EngineError } from './aws-error.ts';
import { openDataFolder } from './data-folder.ts';
import { diskFull, isDiskFull } from './disk-full.ts';
import { createDispatcher, type Interceptor } from './dispatch.ts';
import { createGateway } from './gateway.ts';
import { createHops } from './hops.ts';
import { jsonResponse, writeResponse } from './http.ts';
import { createIam } from './iam/index.ts';
import { pause, systemClock } from './kit/clock.ts';
import type { EngineOptions, RunningEngine } from './options.ts';
import { createQuotas, inTurn, type QuotaContext } from './quotas.ts';
import { fromThisMachine, type Handler, type LocalServer, listen, type UpgradeHandler } from './servers.ts';
import type { Caller, Engine, Mount, Pages } from './service.ts';
import { createCloudFormation } from './services/cloudformation/index.ts';
import { createDynamoDb } from './services/dynamodb/index.ts';
import { createServices } from './services/index.ts';
import { createKms } from './services/kms/index.ts';
import type { Deployment } from './template/deployment.ts';
import { loadAssembly } from './template/load.ts';
import type { Change } from './template/plan.ts';
import { createProvisioner } from './template/provision.ts';

export type { EngineOptions, RunningEngine };

/** Starts the engine: listens, provisions every resource of the template, resumes what a stop interrupted. */
export const startEngine = async (options: EngineOptions): Promise<RunningEngine> => {
  const assembly = options.assembly === undefined ? undefined : loadAssembly(options.assembly);
  const clock = options.clock ?? systemClock;
  const broken = Promise.withResolvers<EngineError>();
  const folder = openDataFolder(options.dataDir, options.lock, broken.resolve);
  const iam = createIam(ACCOUNT.id, ACCOUNT.region, clock.now);
  const mounts: Record<'site' | 'aws', Mount[]> = { site: [], aws: [] };
  const hosts = new Map<string, 'site' | 'aws'>();
  const report = (line: string): void => (options.onLog ?? console.error)('engine', line);
  const workflowRoles = new Set<string>();
  const dispatcher = createDispatcher(
    iam,
    report,
    (error) => broken.resolve(diskFull(options.dataDir, error)),
    interceptorOf(options, { clock, workflowRoles, count: (unit) => engine.count(unit) }),
  );
  const gateway = createGateway(dispatcher, iam, report);
  const hops = createHops(gateway.answer);
  const servers: { site?: LocalServer; aws?: LocalServer } = {};
  let ready = false;
  let updating: Promise<void> = Promise.resolve();

  const serve = (origin: 'site' | 'aws', fallback: Handler): Handler => {
    return async (request, response) => {
      if (!fromThisMachine(request, [servers.site?.port ?? 0, servers.aws?.port ?? 0])) {
        return writeResponse(
          response,
          jsonResponse(403, { message: 'Only this machine, and only its own pages, may call' }),
        );
      }
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      if (origin === 'site' && !ready) {
        return writeResponse(response, jsonResponse(503, { message: 'Starting' }, { 'retry-after': '1' }));
      }
      if (origin === 'site') await updating;
      const mount = mounts[origin].find((candidate) => candidate.matches(request.method ?? 'GET', path));
      await (mount ? mount.handle(request, response) : fallback(request, response));
    };
  };

  const engine: Engine = {
    accountId: ACCOUNT.id,
    region: ACCOUNT.region,
    store: folder.store,
    dataDir: options.dataDir,
    now: clock.now,
    clock,
    sourceMaps: options.sourceMaps,
    debugging: options.debugging,
    pages: options.pages,
    call: dispatcher.call as Engine['call'],
    assumeRole: (roleArn, session, service) => {
      if (service?.principal === 'states.amazonaws.com') workflowRoles.add(roleArn);
      return iam.assumeRole(roleArn, session, service);
    },
    authorize: dispatcher.authorize,
    useKey: dispatcher.useKey,
    issueCredentials: iam.issueCredentials,
    connect: hops.connect,
    awsOrigin: () => `http://127.0.0.1:${servers.aws?.port}`,
    siteOrigin: () => `http://localhost:${servers.site?.port}`,
    mapHost: (host, origin) => void hosts.set(host, origin),
    localOrigin: (host) => {
      const origin = hosts.get(host);
      return origin && `http://localhost:${servers[origin]?.port}`;
    },
    mount: (origin, mount) => void mounts[origin].push(mount),
    log: (source, line) => options.onLog?.(source, line),
    count: dispatcher.count,
  };

  const stop = async (graceMs = 0): Promise<void> => {
    if (graceMs > 0) {
      // The AWS endpoint stays open meanwhile: functions need it to end.
      const ends = dispatcher.services().map((service) => service.rest?.());
      await Promise.race([Promise.all([servers.site?.drain(), ...ends]), pause(clock, graceMs)]);
    }
    hops.close();
    await Promise.all([servers.site?.close(), servers.aws?.close()]);
    for (const service of dispatcher.services().toReversed()) await service.stop?.();
    folder.close();
  };

  try {
    servers.site = await listen(
      options.port,
      '--port',
      serve('site', (_request, response) => {
        writeResponse(response, jsonResponse(404, { message: 'Nothing is served here' }));
      }),
      options.pages?.upgrade && upgradePages(options.pages, () => servers.site?.port ?? 0),
    );
    servers.aws = await listen(options.awsPort, '--aws-port', serve('aws', gateway.handle));
    dispatcher.register(iam);
    dispatcher.register(createKms(engine, iam));
    dispatcher.register(createDynamoDb(engine));
    for (const service of createServices(engine)) dispatcher.register(service);
    const cloudFormation = createCloudFormation(engine);
    dispatcher.register(cloudFormation);

    const origins = { site: `http://localhost:${servers.site.port}`, aws: `http://localhost:${servers.aws.port}` };
    const provisioner = createProvisioner(engine, dispatcher.services(), {
      localOrigin: (host) => {
        const origin = hosts.get(host);
        return origin && origins[origin];
      },
      onProgress: options.onProgress ?? (() => {}),
    });
    let deployment: Deployment | undefined;
    const stands = (latest: Deployment): void => {
      deployment = latest;
      cloudFormation.deployed(latest);
    };
    if (assembly) stands(await provisioner.deploy(assembly));
    const update = async (folder: string): Promise<readonly Change[]> => {
      const updated = await provisioner.update(loadAssembly(folder));
      stands(updated.deployment);
      for (const service of dispatcher.services()) await service.updated?.();
      return updated.changes;
    };
    for (const service of dispatcher.services()) await service.start?.();
    ready = true;
    const operator: Caller = iam.callerOf('');
    engine.mount(
      'aws',
      statusPage(options.dataDir, () => Object.fromEntries(dispatcher.usage)),
    );
    return {
      siteOrigin: origins.site,
      awsOrigin: origins.aws,
      get declared() {
        return deployment?.declared ?? [];
      },
      get outputs() {
        return deployment?.outputs ?? {};
      },
      usage: () => Object.fromEntries(dispatcher.usage),
      call: <O>(service: string, operation: string, input: unknown, roleArn?: string) => {
        const caller = roleArn === undefined ? operator : iam.assumeRole(roleArn, 'call');
        return dispatcher.call(caller, service, operation, input) as Promise<O>;
      },
      update: (folder) => {
        // One at a time; pages and the API wait meanwhile, so that nobody meets an API without its methods.
        const turn = updating.then(() => update(folder));
        updating = turn.then(
          () => {},
          () => {},
        );
        return turn.catch(asEngineError);
      },
      broken: broken.promise,
      stop,
    };
  } catch (error) {
    if (isDiskFull(error)) {
      await stop().catch(() => {});
      throw diskFull(options.dataDir, error);
    }
    await stop();
    return asEngineError(error);
  }
};

/** Hands WebSockets of the pages' own origin on. */
const upgradePages =
  (pages: Pages, port: () => number): UpgradeHandler =>
  (request, socket, head) => {
    if (fromThisMachine(request, [port()])) pages.upgrade?.(request, socket, head);
    else socket.destroy();
  };

const asEngineError = (error: unknown): never => {
  if (error instanceof AwsError) throw new EngineError(error.message);
  throw error;
};

const interceptorOf = ({ intercept, quotas }: EngineOptions, context: QuotaContext): Interceptor | undefined => {
  if (!quotas) return intercept;
  const held = createQuotas(quotas, context);
  return intercept ? inTurn(held, intercept) : held;
};

/** `GET /_engine/status`: by its data folder other commands know the engine; the benchmark measures it from outside. */
const statusPage = (dataDir: string, usage: () => Record<string, number>): Mount => ({
  matches: (method, path) => method === 'GET' && path === '/_engine/status',
  handle: (_request, response) => {
    const { rss } = process.memoryUsage();
    const maxRssBytes = process.resourceUsage().maxRSS * 1024;
    writeResponse(
      response,
      jsonResponse(200, { dataDir: resolve(dataDir), usage: usage(), rssBytes: rss, maxRssBytes }),
    );
  },
});
