import { EngineError } from '../aws-error.ts';
import type { Change } from '../template/plan.ts';

/** Does one change after another, and says in a few lines what came of each. */
export interface Turns {
  /** `what` names the change for whoever made it. */
  add(what: string, work: () => Promise<readonly Change[]>): void;
}

/** How many lines of an error, and how many changed resources, are told. */
const MOST_LINES = 8;
const indent = ' '.repeat(9);

/** Creates turns that print with `say`. */
export const createTurns = (say: (line: string) => void): Turns => {
  let turn = Promise.resolve();
  const take = async (what: string, work: () => Promise<readonly Change[]>): Promise<void> => {
    const since = performance.now();
    try {
      const changes = await work();
      const seconds = ((performance.now() - since) / 1000).toFixed(1);
      const lines = changes.map(({ kind, logicalId, type }) => `${kind} ${logicalId} (${type})`);
      say([`${what}: live after ${seconds} s`, ...short(lines)].join(`\n${indent}`));
    } catch (error) {
      say([`${what}: what ran before stays`, ...short(tellingLines(error))].join(`\n${indent}`));
    }
  };
  return {
    add: (what, work) => {
      turn = turn.then(() => take(what, work));
    },
  };
};

const short = (lines: readonly string[]): readonly string[] =>
  lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `and ${lines.length - MOST_LINES} more`] : lines;

/** What went wrong, without the way that led there. */
const tellingLines = (error: unknown): readonly string[] => {
  if (!(error instanceof Error)) return [String(error)];
  const text = error instanceof EngineError ? error.message : (error.stack ?? error.message);
  return text.split('\n').filter((line) => line.trim() !== '' && !IDLE.test(line));
};

/** Frames, and what Node prints around an exception. */
const IDLE = /^\s+at |^Node\.js v|^node:internal|^\s+triggerUncaughtException\(|^\s{0,4}\^$/;
