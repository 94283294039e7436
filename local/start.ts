import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { claimDataFolder, fail, isMadeFrom, makeFolder, readEngineCommand } from 'local-aws';
import { say, startShop, summary } from './shop.ts';
import { projectDir, shopAssembly, shopFingerprint } from './synthesize.ts';

const start = async (): Promise<void> => {
  const command = readEngineCommand(resolve(projectDir, '.local'));
  const lock = await claimDataFolder(command.dataDir, command.fresh);
  const assembly = await shopAssembly(command.dataDir, say);
  const sourceMaps = join(command.dataDir, 'maps');
  const engine = await startShop(command, assembly, { sourceMaps, lock });
  say(`Ready\n${summary(engine, command.dataDir)}`);
  if (!isMadeFrom(sourceMaps, shopFingerprint()))
    await makeMaps(assembly, sourceMaps).catch(() => say('Stacks will name bundles: their maps could not be made'));
};

/** The deployed bundles have no maps: they are made for the stacks that are printed here, beside the running shop. */
const makeMaps = (assembly: string, sourceMaps: string): Promise<void> =>
  makeFolder(sourceMaps, shopFingerprint, async (folder) => {
    const maker = spawn(process.execPath, [join(projectDir, 'lambdas/build/maps.ts'), assembly, folder], {
      cwd: projectDir,
      stdio: 'ignore',
    });
    if (maker.pid !== undefined) setPriority(maker.pid, 10);
    process.once('exit', () => maker.kill());
    await new Promise<void>((settle, reject) =>
      maker.once('error', reject).once('close', (code) => (code === 0 ? settle() : reject(new Error('no maps')))),
    );
  });

await start().catch(fail);
