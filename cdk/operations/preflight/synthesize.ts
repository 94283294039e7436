import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildApp } from '../../app.ts';
import { ConfigError } from '../../config.ts';
import type { SynthesizedStack } from './needs/read.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The stack that `cdk deploy` would deploy with this context, of which a good one is expected. Throws where it cannot be. */
export const synthesize = (context: Readonly<Record<string, string>>): SynthesizedStack => {
  // Validation finds what is wrong with the template, and takes longer than all the rest; deploying does it.
  process.env.CDK_VALIDATION = 'false';
  try {
    return inFolder(context);
  } catch (error) {
    // The context is good, so that it is the bundles that are missing. What is in them, and how old, is of no matter here.
    if (!(error instanceof ConfigError)) throw error;
    build();
    return inFolder(context);
  }
};

const inFolder = (context: Readonly<Record<string, string>>): SynthesizedStack => {
  const outdir = mkdtempSync(join(tmpdir(), 'preflight-'));
  try {
    const app = buildApp({ context: { ...context, 'aws:cdk:bundling-stacks': [] }, outdir });
    const [stack] = app.synth().stacks;
    if (!stack) throw new Error('the app has no stack');
    const { stackName, template, requiresBootstrapStackVersion, bootstrapStackVersionSsmParameter } = stack;
    return { stackName, template, requiresBootstrapStackVersion, bootstrapStackVersionSsmParameter };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

const build = (): void => {
  const { status } = spawnSync('npm run --silent build', {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('npm run build failed; its words are above');
};
