import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../cdk/app.ts';
import { startShop } from './shop.ts';

/** Starts the shop as a deployer's context makes it, from the functions and pages that the run has built already. */
export const startStage = async (context: Readonly<Record<string, string>>) => {
  const assembly = mkdtempSync(join(tmpdir(), 'stage-'));
  process.env.CDK_VALIDATION = 'false';
  buildApp({ context, outdir: assembly }).synth();
  const shop = await startShop({ assembly });
  return {
    shop,
    end: async (): Promise<void> => {
      await shop.engine.dispose();
      rmSync(assembly, { recursive: true, force: true });
    },
  };
};
