import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../src/testing/engine.ts';

let dataDir: string;
let child: ChildProcess | undefined;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'engine-killed-'));
});
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const startChild = async (): Promise<SFNClient> => {
  const script = join(import.meta.dirname, 'crash-child.ts');
  child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { stdout } = child;
  if (!stdout) throw new Error('the child has no output');
  const [line] = (await once(stdout, 'data')) as [Buffer];
  return new SFNClient({
    endpoint: line.toString().trim().replace('localhost', '127.0.0.1'),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
};

it('every execution that was started ends once, though the engine is killed while they run', async () => {
  const before = await startChild();
  const { stateMachineArn } = await before.send(
    new CreateStateMachineCommand({
      name: 'killed',
      roleArn: 'arn:aws:iam::000000000000:role/any',
      definition: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            Items: '{% $states.input.items %}',
            MaxConcurrency: 2,
            ItemProcessor: {
              StartAt: 'Wait',
              States: { Wait: { Type: 'Wait', Seconds: 1, Output: '{% $states.input * 2 %}', End: true } },
            },
            Next: 'Done',
          },
          Done: { Type: 'Succeed' },
        },
      }),
    }),
  );
  const input = JSON.stringify({ items: [1, 2, 3] });
  const names = Array.from({ length: 40 }, (_, index) => `order-${index}`);
  await Promise.all(
    names.map(async (name) => await before.send(new StartExecutionCommand({ stateMachineArn, name, input }))),
  );
  child?.kill('SIGKILL');
  if (child) await once(child, 'exit');

  const after = await startChild();
  const executions = await until('all have ended', async () => {
    const answer = await after.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }));
    return answer.executions?.every(({ status }) => status !== 'RUNNING') && answer.executions;
  });
  expect(executions.map(({ name, status }) => [name, status]).sort()).toEqual(
    names.map((name) => [name, 'SUCCEEDED']).sort(),
  );
  for (const { executionArn } of executions) {
    const { events = [] } = await after.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    expect(events.at(-1)?.executionSucceededEventDetails?.output).toBe('[2,4,6]');
    expect(events.filter(({ type }) => type === 'WaitStateEntered')).toHaveLength(3);
    expect(events.filter(({ type }) => type === 'WaitStateExited')).toHaveLength(3);
  }
  before.destroy();
  after.destroy();
});
