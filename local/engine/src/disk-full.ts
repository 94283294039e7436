import { EngineError } from './aws-error.ts';

/** The disk takes no more: what was committed is kept, and nothing more can be. */
class DiskFullError extends EngineError {
  readonly diskFull = true;
}

/** https://www.sqlite.org/rescode.html#full */
const SQLITE_FULL = 13;

/** Whether an error, or one that it tells of, is that the disk is full: as SQLite and the system say it. */
export const isDiskFull = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (error instanceof DiskFullError || errcode === SQLITE_FULL || code === 'ENOSPC' || code === 'EDQUOT') return true;
  return /No space left on device|Disk quota exceeded/i.test(error.message) || isDiskFull(error.cause);
};

/** The error in one line that says how to mend it. */
export const diskFull = (folder: string, cause: unknown): EngineError => {
  if (cause instanceof DiskFullError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DiskFullError(
    `the disk is full: ${folder} takes no more (${reason}). All that was accepted is kept: make room, and start again`,
  );
};
