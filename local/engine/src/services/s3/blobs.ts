import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The bytes of a bucket's objects: files that are named by their content, so that no key ever becomes a path, and that never
 * change, so that a kill -9 between a file and the row that names it breaks nothing. */
export interface Blobs {
  /** Gives the name under which the bytes are found again. */
  write(bucket: string, bytes: Buffer): Promise<string>;
  read(bucket: string, digest: string): Promise<Buffer>;
  /** Deletes the files that nothing names any more: only at start, when no write can be under way. */
  sweep(bucket: string, named: ReadonlySet<string>): void;
  remove(bucket: string): void;
}

export const createBlobs = (dataDir: string): Blobs => {
  const folderOf = (bucket: string): string => join(dataDir, 's3', bucket);
  return {
    write: async (bucket, bytes) => {
      const digest = createHash('sha256').update(bytes).digest('hex');
      const file = join(folderOf(bucket), digest);
      if (existsSync(file)) return digest;
      mkdirSync(folderOf(bucket), { recursive: true });
      const partial = join(folderOf(bucket), `${randomUUID()}.partial`);
      await writeFile(partial, bytes);
      await rename(partial, file);
      return digest;
    },
    read: (bucket, digest) => readFile(join(folderOf(bucket), digest)),
    sweep: (bucket, named) => {
      mkdirSync(folderOf(bucket), { recursive: true });
      for (const file of readdirSync(folderOf(bucket))) if (!named.has(file)) rmSync(join(folderOf(bucket), file));
    },
    remove: (bucket) => rmSync(folderOf(bucket), { recursive: true, force: true }),
  };
};
