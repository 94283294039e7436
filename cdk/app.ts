import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CONTEXT_KEYS, ConfigError, readConfig } from './config.ts';
import type { Artifacts } from './constructs/shared/artifacts.ts';
import { OrderStack } from './order-stack.ts';

const root = join(import.meta.dirname, '..');

/** Where what the shop must tell by law is written. */
export const textsFolder = join(root, 'cdk/texts');

/** What an app is built from; everything has a default. */
export interface AppOptions {
  /** As the CLI's `-c key=value`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Folder of the cloud assembly; the CLI's, or a temporary one. */
  readonly outdir?: string;
  readonly artifacts?: Partial<Artifacts>;
}

/** Builds the CDK app, by the CLI or in process, with the same template: an app built in process would not see the
 * feature flags of cdk.json, so they are read from there. Throws ConfigError. */
export const buildApp = ({ context, outdir, artifacts }: AppOptions = {}): App => {
  const flags = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')).context;
  const app = new App({ outdir, context: { ...flags, ...context } });
  const config = readConfig(Object.fromEntries(CONTEXT_KEYS.map((key) => [key, app.node.tryGetContext(key)])));
  new OrderStack(app, config.stackName, {
    description: `Serverless order processing, stage ${config.stage}.`,
    config,
    artifacts: {
      distFolder: join(root, 'dist'),
      stateMachineFile: join(root, 'statemachines/order-processing.asl.json'),
      cancellationFile: join(root, 'statemachines/order-cancellation.asl.json'),
      bulkFile: join(root, 'statemachines/bulk-action.asl.json'),
      catalogueFile: join(root, 'cdk/catalogue/products.json'),
      textsFolder,
      siteFolder: join(root, 'dist/site'),
      ...artifacts,
    },
  });
  return app;
};

if (import.meta.main) {
  try {
    buildApp().synth();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
