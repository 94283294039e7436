import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../config.ts';

/** Where the stack finds what others made: bundles and schemas of the build, the state machines, the catalogue. */
export interface Artifacts {
  /** Holds `<function>/index.mjs` for each function and `models/*.json`. */
  readonly distFolder: string;
  /** Of the workflow that decides orders. */
  readonly stateMachineFile: string;
  /** Of the workflow that cancels orders after they were processed. */
  readonly cancellationFile: string;
  /** Of the workflow that acts on many orders for support. */
  readonly bulkFile: string;
  readonly catalogueFile: string;
  /** Holds what the shop must tell by law, `LANGUAGE.json` for each language. */
  readonly textsFolder: string;
  /** The built pages. */
  readonly siteFolder: string;
}

/** The folder of a function's bundle. Throws ConfigError when the build has not made it. */
export const bundleFolder = (artifacts: Artifacts, functionName: string): string => {
  const folder = join(artifacts.distFolder, functionName);
  if (!existsSync(folder)) throw new ConfigError(`there is no bundle of ${functionName}: run npm run build`);
  return folder;
};

/** The folder of the built pages. Throws ConfigError when the build has not made it. */
export const pagesFolder = ({ siteFolder }: Artifacts): string => {
  if (!existsSync(join(siteFolder, 'index.html'))) throw new ConfigError('there are no built pages: run npm run build');
  return siteFolder;
};

/** A JSON schema that the build derived from the domain's zod schema. Throws ConfigError when it is missing. */
export const readSchema = (artifacts: Artifacts, name: string): Readonly<Record<string, unknown>> => {
  const file = join(artifacts.distFolder, 'models', `${name}.json`);
  if (!existsSync(file)) throw new ConfigError(`there is no JSON schema ${name}: run npm run build`);
  return JSON.parse(readFileSync(file, 'utf8'));
};
