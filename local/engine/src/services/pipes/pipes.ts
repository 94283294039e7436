import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../aws-error.ts';
import { type Poller, startPoller } from '../../kit/sqs-source/poller.ts';
import type { Caller, Engine } from '../../service.ts';
import type { Pipe, PipeRecord, PipeState } from './pipe.ts';
import { deliverTo } from './target.ts';

interface Row {
  readonly name: string;
  readonly template_state: PipeState;
  readonly wanted_state: PipeState;
  readonly created_at: number;
  readonly modified_at: number;
}

/** The pipes of this engine. */
export interface Pipes {
  /** What StartPipe or StopPipe last said stands until the template asks for another state than before. */
  provision(pipe: Pipe, templateState: PipeState): PipeRecord;
  remove(name: string): void;
  list(): readonly PipeRecord[];
  /** Throws NotFoundException. */
  find(name: string): PipeRecord;
  want(name: string, state: PipeState): PipeRecord;
  start(): void;
  /** Reads the queues no more; resolves once the batches under way are done. */
  rest(): Promise<void>;
  stop(): void;
}

export const createPipeRegistry = (engine: Engine): Pipes => {
  const { store } = engine;
  store.schema(`CREATE TABLE IF NOT EXISTS pipes_pipe (name TEXT PRIMARY KEY, template_state TEXT NOT NULL,
    wanted_state TEXT NOT NULL, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL)`);
  const pipes = new Map<string, Pipe>();
  const pollers = new Map<string, Poller>();
  let running = false;

  const row = (name: string): Row | undefined => store.get<Row>('SELECT * FROM pipes_pipe WHERE name = ?', name);
  const save = (name: string, template: PipeState, wanted: PipeState): void => {
    store.run(
      `INSERT INTO pipes_pipe VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE
       SET template_state = excluded.template_state, wanted_state = excluded.wanted_state, modified_at = excluded.modified_at`,
      name,
      template,
      wanted,
      engine.now(),
      engine.now(),
    );
  };

  const find = (name: string): PipeRecord => {
    const pipe = pipes.get(name);
    const stored = row(name);
    if (!pipe || !stored) throw new AwsError('NotFoundException', `Pipe ${name} does not exist.`, 404);
    return { pipe, state: stored.wanted_state, createdAt: stored.created_at, modifiedAt: stored.modified_at };
  };

  const halt = (name: string): void => {
    pollers.get(name)?.stop();
    pollers.delete(name);
  };

  /** Starts or stops the poller as is wanted. */
  const apply = (name: string): void => {
    const wanted = running && pipes.has(name) && row(name)?.wanted_state === 'RUNNING';
    const pipe = pipes.get(name);
    if (!wanted || !pipe) halt(name);
    else if (!pollers.has(name)) pollers.set(name, read(engine, pipe));
  };

  return {
    provision: (pipe, templateState) => {
      const stored = row(pipe.name);
      if (pollers.has(pipe.name) && !isDeepStrictEqual(pipes.get(pipe.name), pipe)) halt(pipe.name);
      pipes.set(pipe.name, pipe);
      if (stored?.template_state !== templateState) save(pipe.name, templateState, templateState);
      apply(pipe.name);
      return find(pipe.name);
    },
    remove: (name) => {
      pipes.delete(name);
      store.run('DELETE FROM pipes_pipe WHERE name = ?', name);
      apply(name);
    },
    list: () => [...pipes.keys()].toSorted().map(find),
    find,
    want: (name, state) => {
      find(name);
      save(name, row(name)?.template_state ?? state, state);
      apply(name);
      return find(name);
    },
    start: () => {
      running = true;
      for (const name of pipes.keys()) apply(name);
    },
    rest: async () => {
      await Promise.all([...pollers.values()].map((poller) => poller.rest()));
    },
    stop: () => {
      running = false;
      for (const name of pipes.keys()) apply(name);
    },
  };
};

/** https://aws.amazon.com/eventbridge/pricing/ */
const BILLED_BYTES = 65_536;

/** Everything a pipe does, it does with its own role.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html */
const pipeRole = (engine: Engine, { roleArn, name, arn }: Pick<Pipe, 'roleArn' | 'name' | 'arn'>): Caller =>
  engine.assumeRole(roleArn, name, { principal: 'pipes.amazonaws.com', sourceArn: arn });

/** Refuses a pipe whose role Pipes cannot assume, or that may not read the source. */
export const checkPipeRole = (engine: Engine, pipe: Pick<Pipe, 'roleArn' | 'name' | 'arn' | 'source'>): void => {
  const caller = pipeRole(engine, pipe);
  const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  engine.authorize(
    caller,
    actions.map((action) => ({ action, resource: pipe.source })),
  );
};

const read = (engine: Engine, pipe: Pipe): Poller => {
  const caller = () => pipeRole(engine, pipe);
  return startPoller(engine, {
    arn: pipe.arn,
    logName: pipe.name,
    queueArn: pipe.source,
    batchSize: pipe.batchSize,
    batchingWindowSeconds: pipe.batchingWindowSeconds,
    partialFailures: pipe.synchronous,
    caller,
    deliver: async (records) => {
      const batch = JSON.stringify(records);
      const answer = await deliverTo(engine, caller(), pipe, batch);
      engine.count('pipes.request', Math.ceil(batch.length / BILLED_BYTES));
      return answer;
    },
  });
};
