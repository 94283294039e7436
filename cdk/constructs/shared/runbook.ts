import type { StageConfig } from '../../config.ts';

const FILE = 'docs/runbook.md';

/** The id that GitHub gives a heading: in small letters, without punctuation, with dashes for spaces.
 * https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');

/** Where a person finds a section of the runbook: by a link where the repository has an address, else by file and heading. */
export const runbookSection = ({ repositoryUrl }: StageConfig, heading: string): string =>
  repositoryUrl === undefined
    ? `${FILE}, "${heading}".`
    : // Nothing follows the address, or a mail program takes it for a part of it. HEAD is whatever the default branch is.
      `"${heading}", ${repositoryUrl}/blob/HEAD/${FILE}#${anchorOf(heading)}`;
