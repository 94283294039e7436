import type { Store } from '../../store.ts';

/** An object, without its bytes. */
export interface StoredObject {
  readonly key: string;
  /** The name of its bytes among the blobs. */
  readonly digest: string;
  /** The MD5 of its bytes, in quotes. */
  readonly etag: string;
  readonly bytes: number;
  /** What its answers carry: content-type, cache-control, ... */
  readonly headers: Readonly<Record<string, string>>;
  /** What its answers carry as `x-amz-meta-...`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** In milliseconds since the epoch. */
  readonly lastModified: number;
}

/** What is known of the objects of all buckets. */
export interface Objects {
  find(bucket: string, key: string): StoredObject | undefined;
  put(bucket: string, object: StoredObject): void;
  remove(bucket: string, key: string): void;
  removeAll(bucket: string): void;
  /** In the order of their keys' UTF-8 bytes, after one of them. */
  list(bucket: string, prefix: string, after: string): readonly StoredObject[];
}

interface Row {
  readonly key: string;
  readonly digest: string;
  readonly etag: string;
  readonly bytes: number;
  readonly headers: string;
  readonly metadata: string;
  readonly last_modified: number;
}

const COLUMNS = 'key, digest, etag, bytes, headers, metadata, last_modified';

export const createObjects = (store: Store): Objects => {
  store.schema(`CREATE TABLE IF NOT EXISTS s3_objects (
    bucket TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL, etag TEXT NOT NULL, bytes INTEGER NOT NULL,
    headers TEXT NOT NULL, metadata TEXT NOT NULL, last_modified INTEGER NOT NULL,
    PRIMARY KEY (bucket, key)) WITHOUT ROWID`);
  return {
    find: (bucket, key) => {
      const row = store.get<Row>(`SELECT ${COLUMNS} FROM s3_objects WHERE bucket = ? AND key = ?`, bucket, key);
      return row && read(row);
    },
    put: (bucket, { key, digest, etag, bytes, headers, metadata, lastModified }) => {
      store.run(
        `INSERT OR REPLACE INTO s3_objects (bucket, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        bucket,
        key,
        digest,
        etag,
        bytes,
        JSON.stringify(headers),
        JSON.stringify(metadata),
        lastModified,
      );
    },
    remove: (bucket, key) => void store.run('DELETE FROM s3_objects WHERE bucket = ? AND key = ?', bucket, key),
    removeAll: (bucket) => void store.run('DELETE FROM s3_objects WHERE bucket = ?', bucket),
    list: (bucket, prefix, after) =>
      store
        .all<Row>(
          `SELECT ${COLUMNS} FROM s3_objects WHERE bucket = ? AND key > ? AND substr(key, 1, length(?)) = ? ORDER BY key`,
          bucket,
          after,
          prefix,
          prefix,
        )
        .map(read),
  };
};

const read = ({ headers, metadata, last_modified, ...rest }: Row): StoredObject => ({
  ...rest,
  headers: JSON.parse(headers),
  metadata: JSON.parse(metadata),
  lastModified: last_modified,
});
