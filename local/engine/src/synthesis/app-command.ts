import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ACCOUNT } from '../account.ts';
import { EngineError } from '../aws-error.ts';

const cdkJson = z.looseObject({
  app: z.string(),
  build: z.string().optional(),
  context: z.record(z.string(), z.unknown()).default({}),
});

/** A CDK app, as its cdk.json describes it. */
export interface CdkApp {
  readonly projectDir: string;
  /** What a deployer would pass with `-c`. */
  readonly context: Readonly<Record<string, string>>;
}

/** Synthesizes the stack into a folder with the command and context of cdk.json, as the CDK CLI does; with its build before, or
 * from what is built already. Throws EngineError with the command's own words when it fails.
 * https://docs.aws.amazon.com/cdk/v2/guide/cli.html#cli-config */
export const synthesizeApp = async (
  app: CdkApp,
  outputDir: string,
  { build = true }: { readonly build?: boolean } = {},
): Promise<void> => {
  const settings = readSettings(app);
  if (build) await buildApp(app);
  await run(settings.app, app.projectDir, {
    ...process.env,
    CDK_OUTDIR: outputDir,
    CDK_CONTEXT_JSON: JSON.stringify({ ...settings.context, ...app.context }),
    CDK_DEFAULT_ACCOUNT: ACCOUNT.id,
    CDK_DEFAULT_REGION: ACCOUNT.region,
    // The full validation is for CI; it would double the time to Ready.
    CDK_VALIDATION: 'false',
  });
};

/** Runs the build of cdk.json, if it has one. Throws EngineError with its own words when it fails. */
export const buildApp = async (app: CdkApp): Promise<void> => {
  const { build } = readSettings(app);
  if (build !== undefined) await run(build, app.projectDir, process.env);
};

const readSettings = ({ projectDir }: CdkApp): z.infer<typeof cdkJson> =>
  cdkJson.parse(JSON.parse(readFileSync(join(projectDir, 'cdk.json'), 'utf8')));

const run = async (command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<void> => {
  const child = spawn(command, { cwd, shell: true, stdio: ['ignore', 'ignore', 'pipe'], env });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new EngineError(`the stack could not be synthesized:\n${complaint.trim()}`);
};
