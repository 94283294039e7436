import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../src/kit/clock.ts';
import { listen } from '../src/servers.ts';
import { startTestEngine, until } from '../src/testing/engine.ts';
import { createQueueClient } from './services/sqs/queue-client.ts';

describe('a stop that is in no hurry', () => {
  it('accepts no more, and lets requests under way end', async () => {
    let arrived: (() => void) | undefined;
    const server = await listen(0, '--port', (_request, response) => {
      arrived = () => void response.end('whole');
    });
    const outgoing = request({ host: '127.0.0.1', port: server.port }).end();
    const answer = await until('the request has arrived', () => arrived);
    const drained = server.drain();
    await expect(fetch(`http://127.0.0.1:${server.port}`)).rejects.toThrow();
    answer();
    const [response] = await once(outgoing, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    expect(text).toBe('whole');
    await drained;
  });

  it('ends at once where nothing is under way, though somebody polls', async () => {
    const engine = await startTestEngine();
    const queues = createQueueClient(engine.awsOrigin.replace('localhost', '127.0.0.1'));
    const queue = await queues.create('q');
    const polling = queues.receive(queue, { WaitTimeSeconds: 20 }).catch(() => []);
    const began = systemClock.monotonic();
    await engine.stop(5000);
    expect(systemClock.monotonic() - began).toBeLessThan(2000);
    await polling;
  });
});

describe('stopping on a signal', () => {
  const stopOnSignal = JSON.stringify(new URL('../src/command/stop-on-signal.ts', import.meta.url).href);
  const program = `import { stopOnSignal } from ${stopOnSignal};
    stopOnSignal(() => new Promise((resolve) => setTimeout(resolve, Number(process.argv[1]))), () => {});
    setInterval(() => {}, 1000); console.log('ready');`;
  const start = async (stopMs: number) => {
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program, String(stopMs)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return child;
  };

  it('takes a Ctrl-C that npm hands on as well for one', async () => {
    const child = await start(300);
    child.kill('SIGINT');
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  it('ends at once at a second one', async () => {
    const child = await start(60_000);
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    child.kill('SIGINT');
    expect((await once(child, 'exit'))[0]).toBe(130);
  });
});
