import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { EngineError } from '../../../aws-error.ts';

/** The files of a deployment's source: the path under which each is published, and its bytes. */
export const readSource = (folder: string): ReadonlyMap<string, Buffer> => {
  if (!statSync(folder).isDirectory()) {
    throw new EngineError(`source ${folder} is no folder: an archive as a source is not emulated`);
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).isFile());
  return new Map(files.map((file) => [file.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(file)]));
};
