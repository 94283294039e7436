import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from 'local-aws';
import { z } from 'zod';

const cdkJson = z.looseObject({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) });

/** Synthesizes the stack with the command and context of cdk.json, as the CDK CLI does, into a folder. `context` is what a
 * deployer would pass with `-c`. Throws EngineError with the command's own words when it fails. */
export const synthesize = async (
  projectDir: string,
  outputDir: string,
  context: Readonly<Record<string, string>>,
): Promise<void> => {
  const settings = cdkJson.parse(JSON.parse(readFileSync(join(projectDir, 'cdk.json'), 'utf8')));
  const child = spawn(settings.app, {
    cwd: projectDir,
    shell: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: outputDir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...settings.context, ...context }),
      CDK_DEFAULT_ACCOUNT: '000000000000',
      CDK_DEFAULT_REGION: 'us-east-1',
      // The full validation is for CI; it would double the time to Ready.
      CDK_VALIDATION: 'false',
    },
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new EngineError(`the stack could not be synthesized:\n${complaint.trim()}`);
};
