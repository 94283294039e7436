import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Puts sources in the place of the positions in bundles that a text names: `at a (file:///…/index.mjs:1:99)` becomes
 * `at a (src/a.ts:12:3)`. What has no map stays. */
export type StackMapper = (text: string) => string;

/** A module and a position in it, as stacks name them; in a CommonJS module without `file://`. */
const POSITION = /(?:file:\/\/)?(\/[^\s"'()]+?\.[cm]?js):(\d+):(\d+)/g;

/** Positions to remember: the same errors come again and again. */
const MOST_REMEMBERED = 5000;

/** Reads maps when a stack passes, so that no function is slower for them. `folder` holds one for each bundle, named for the
 * SHA-256 of its file: `<hex>.map`; its sources are printed as they stand there. Without a folder nothing is mapped. */
export const createStackMapper = (folder: string | undefined): StackMapper => {
  if (folder === undefined) return (text) => text;
  const mapFiles = new Map<string, string>();
  const remembered = new Map<string, string>();
  let last: { readonly file: string; readonly map: SourceMap } | undefined;

  const mapFileOf = (bundle: string): string => {
    const known = mapFiles.get(bundle);
    if (known !== undefined) return known;
    const file = join(folder, `${createHash('sha256').update(readFileSync(bundle)).digest('hex')}.map`);
    mapFiles.set(bundle, file);
    return file;
  };
  /** A parsed map takes many times the memory of its text: one is kept, for the other lines of its stack. */
  const readMap = (file: string): SourceMap => {
    if (last?.file !== file) last = { file, map: new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) };
    return last.map;
  };
  const locate = (path: string, line: number, column: number): string | undefined => {
    try {
      const file = mapFileOf(fileURLToPath(`file://${path}`));
      if (!existsSync(file)) return undefined;
      const entry = readMap(file).findEntry(line - 1, column - 1);
      if (!('originalSource' in entry) || !entry.originalSource) return undefined;
      return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    } catch {
      // A stack may name anything; what cannot be read stays as it is.
      return undefined;
    }
  };
  return (text) =>
    text.replace(POSITION, (whole, path: string, line: string, column: string) => {
      const known = remembered.get(whole);
      if (known !== undefined) return known;
      const found = locate(path, Number(line), Number(column));
      if (found === undefined) return whole;
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(whole, found);
      return found;
    });
};
