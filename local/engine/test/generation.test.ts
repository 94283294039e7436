import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
const startFresh = async (): Promise<void> => {
  (await claimDataFolder(dataDir, true)).release();
  await runOnce();
};
/** As a data folder of the version before is: its tables are not in the store, but in a LevelDB beside it. */
const asBefore = (): void => {
  const store = openStore(dataDir);
  store.schema('PRAGMA user_version = 0');
  store.close();
  mkdirSync(at('dynamodb'));
  writeFileSync(join(at('dynamodb'), 'CURRENT'), 'MANIFEST-000002');
};
beforeEach(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await runOnce();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder whose parts are not of one time', () => {
  it.each(['s3', 'engine.sqlite'])('is refused where %s is gone, until --fresh', async (part) => {
    writeFileSync(join(at('s3'), 'some-object'), 'x');
    for (const name of readdirSync(dataDir).filter((each) => each.startsWith(part))) {
      rmSync(at(name), { recursive: true });
    }
    await expect(start()).rejects.toThrow(new RegExp(`is torn: ${part} is missing.*--fresh$`));
    await startFresh();
  });

  it('is refused where a part comes from another engine', async () => {
    const other = await startTestEngine();
    await other.stop();
    rmSync(at('s3'), { recursive: true });
    cpSync(join(other.dataDir, 's3'), at('s3'), { recursive: true });
    await expect(start()).rejects.toThrow(/is torn: s3 is missing, or of another time/);
    rmSync(other.dataDir, { recursive: true });
  });
});

describe('a data folder of the version before', () => {
  it('is refused in one line that says how to keep its tables and how to begin anew', async () => {
    asBefore();
    await expect(start()).rejects.toThrow(/^the data folder .* of an earlier version.*--data DIR.*--fresh[^\n]*$/);
    await startFresh();
    expect(readdirSync(dataDir)).not.toContain('dynamodb');
  });

  it('is refused where its tables are gone: the rest would stand without them', async () => {
    asBefore();
    rmSync(at('dynamodb'), { recursive: true });
    await expect(start()).rejects.toThrow(/is torn: dynamodb is missing/);
  });
});

describe('a data folder that is whole', () => {
  it('starts again', async () => {
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
