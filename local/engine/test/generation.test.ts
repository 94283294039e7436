import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { claimDataFolder } from '../src/command/claim-data-folder.ts';
import { openStore } from '../src/store.ts';
import { startTestEngine } from '../src/testing/engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'generation-'));
const at = (name: string) => join(folder, 'data', name);
const dataDir = at('');
const start = () => startTestEngine({ dataDir });
const runOnce = async (): Promise<void> => {
  const engine = await start();
  await engine.stop();
};
/** As a data folder of the previous version is: no stamps, no marker. */
const asBefore = (): void => {
  const store = openStore(dataDir);
  store.schema('DROP TABLE engine_generation');
  store.close();
  for (const part of ['dynamodb', 's3']) rmSync(join(at(part), '.generation'));
};
beforeEach(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await runOnce();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder whose parts are not of one time', () => {
  it.each(['dynamodb', 's3', 'engine.sqlite'])('is refused where %s is gone, until --fresh', async (part) => {
    writeFileSync(join(at('s3'), 'some-object'), 'x');
    for (const name of readdirSync(dataDir).filter((each) => each.startsWith(part))) {
      rmSync(at(name), { recursive: true });
    }
    await expect(start()).rejects.toThrow(new RegExp(`is torn: ${part} is missing.*--fresh$`));
    (await claimDataFolder(dataDir, true)).release();
    await runOnce();
  });

  it('is refused where a part comes from another engine', async () => {
    const other = await startTestEngine();
    await other.stop();
    rmSync(at('dynamodb'), { recursive: true });
    cpSync(join(other.dataDir, 'dynamodb'), at('dynamodb'), { recursive: true });
    await expect(start()).rejects.toThrow(/is torn: dynamodb is missing, or of another time/);
    rmSync(other.dataDir, { recursive: true });
  });

  it('of the previous version is refused where dynamodb is gone', async () => {
    asBefore();
    rmSync(at('dynamodb'), { recursive: true });
    await expect(start()).rejects.toThrow(/is torn: dynamodb is missing/);
  });
});

describe('a data folder that is whole', () => {
  it('starts again, also one of the previous version', async () => {
    await runOnce();
    asBefore();
    await runOnce();
    await runOnce();
  });

  it('starts where its first start was killed before or between the stamps', async () => {
    const store = openStore(dataDir);
    store.run('UPDATE engine_generation SET stamped = 0');
    store.close();
    rmSync(join(at('s3'), '.generation'));
    await runOnce();
  });
});
