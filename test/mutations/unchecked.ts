import { readFileSync, writeFileSync } from 'node:fs';
import { named } from './rows.ts';

/** Writes into the engine's README what the engine does not check: `npm run unchecked`. */
const README = new URL('../../local/engine/README.md', import.meta.url);
const MARKERS = ['<!-- unchecked: written by test/mutations/unchecked.ts -->', '<!-- end of unchecked -->'] as const;

/** What AWS does and the engine does not notice, by the reason. */
export const unchecked = (): string => {
  const byReason = Map.groupBy(
    named.filter(([, { unnoticed }]) => unnoticed !== undefined),
    ([, { unnoticed }]) => unnoticed,
  );
  return [...byReason]
    .map(
      ([reason, rows]) =>
        `- ${reason} So these pass:\n${rows.map(([name, { page }]) => `  [${name}](${page})`).join(';\n')}.`,
    )
    .join('\n');
};

const parts = (readme: string): readonly [before: string, part: string, after: string] => {
  const [before = '', rest = ''] = readme.split(MARKERS[0]);
  const [part = '', after = ''] = rest.split(MARKERS[1]);
  return [before, part.trim(), after];
};

/** The part of the README between its markers. */
export const written = (): string => parts(readFileSync(README, 'utf8'))[1];

if (import.meta.main) {
  const [before, , after] = parts(readFileSync(README, 'utf8'));
  writeFileSync(README, `${before}${MARKERS[0]}\n\n${unchecked()}\n\n${MARKERS[1]}${after}`);
}
