import type { Level } from './finding.ts';
import type { Line } from './preflight.ts';

/** One line of the report: level, what it is about, what is so, and how to mend it. */
export const lineText = ({ level, name, text, mend }: Line): string =>
  `${level.padEnd(8)} ${name.padEnd(13)} ${text}${mend === undefined ? '' : `. To mend: ${mend}`}`;

/** The last line: how many of each, and what follows for the stack. */
export const summary = (lines: readonly Line[], stackName: string): string => {
  const count = (wanted: Level): number => lines.filter(({ level }) => level === wanted).length;
  const unknown = lines.filter(({ isUnknown }) => isUnknown).length;
  const counts = `${plural(count('fault'), 'fault')}, ${plural(count('warning'), 'warning')}, ${count('ok')} ok`;
  if (count('fault') > 0) return `${counts}: ${stackName} is not ready to be deployed`;
  const but = unknown === 0 ? '' : `, but ${unknown} of ${lines.length} lines could not be asked`;
  return `${counts}: nothing was found that stops ${stackName}${but}`;
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
