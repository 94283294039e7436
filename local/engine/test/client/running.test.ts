import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceRunning, findRunning, requireRunning } from '../../src/client/running.ts';
import { startTestEngine } from '../../src/testing/engine.ts';

let engine: Awaited<ReturnType<typeof startTestEngine>>;
beforeAll(async () => {
  engine = await startTestEngine();
});
afterAll(() => engine.dispose());

const runningAt = (awsOrigin: string) => ({ pid: 1, siteOrigin: 'http://localhost:1', awsOrigin, outputs: {} });

describe('finding the engine of a data folder', () => {
  it('finds the one that runs on it, also by a link, and leaves nothing else there', async () => {
    announceRunning(engine.dataDir, runningAt(engine.awsOrigin));
    expect((await requireRunning(engine.dataDir)).awsOrigin).toBe(engine.awsOrigin);
    const link = join(mkdtempSync(join(tmpdir(), 'link-')), 'data');
    symlinkSync(engine.dataDir, link);
    expect((await findRunning(link))?.awsOrigin).toBe(engine.awsOrigin);
    expect(readdirSync(engine.dataDir)).not.toContain('running.json.new');
  });

  it.each(['', '{"pid": 1, "siteOr', 'null', '{}', '\0\0\0\0'])('takes a file that reads %j for none', async (text) => {
    const folder = mkdtempSync(join(tmpdir(), 'engine-'));
    writeFileSync(join(folder, 'running.json'), text);
    expect(await findRunning(folder)).toBeUndefined();
    await expect(requireRunning(folder)).rejects.toThrow(`no local engine runs on ${folder}: start one with npm start`);
    rmSync(folder, { recursive: true });
  });

  it('is not deceived by an engine of another folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'engine-'));
    announceRunning(folder, runningAt(engine.awsOrigin));
    expect(await findRunning(folder)).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  it.each<[string, RequestListener]>([
    ['answers everything with a page', (_request, response) => void response.end('<html>')],
    ['closes the connection', ({ socket }) => void socket.destroy()],
    ['never answers', () => {}],
  ])('is not deceived by a program that %s', { timeout: 15_000 }, async (_name, listener) => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const folder = mkdtempSync(join(tmpdir(), 'engine-'));
    announceRunning(folder, runningAt(`http://localhost:${(server.address() as AddressInfo).port}`));
    expect(await findRunning(folder)).toBeUndefined();
    server.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  });
});
