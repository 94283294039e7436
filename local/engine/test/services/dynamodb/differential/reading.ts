import type { Json } from '../light-dynamodb.ts';
import { asText, comparable, itemSet } from './compare.ts';
import type { Answer, Request, Side } from './sides.ts';

/** All pages of a Query or Scan, or the error that one of them gave. */
export type Reading = { readonly pages: readonly Json[] } | { readonly refusal: Answer };

const MOST_PAGES = 200;

/** Follows a read through its pages. Throws where a page contradicts itself, or where there is no end of them. */
export const readAll = async (side: Side, request: Request): Promise<Reading> => {
  const pages: Json[] = [];
  let start: unknown = request.input.ExclusiveStartKey;
  do {
    const input = { ...request.input, ...(start !== undefined && { ExclusiveStartKey: start }) };
    const answer = await side.send({ operation: request.operation, input });
    if (answer.code !== undefined) return { refusal: answer };
    checkPage(request, answer.output);
    pages.push(answer.output);
    start = answer.output.LastEvaluatedKey;
    if (pages.length > MOST_PAGES) throw new Error(`${request.operation} has no last page: ${asText(request.input)}`);
  } while (start !== undefined);
  return { pages };
};

/** All segments of a parallel Scan, which each side cuts as it likes. */
export const readSegments = async (side: Side, request: Request): Promise<Reading> => {
  const pages: Json[] = [];
  for (let Segment = 0; Segment < Number(request.input.TotalSegments); Segment += 1) {
    const reading = await readAll(side, { ...request, input: { ...request.input, Segment } });
    if ('refusal' in reading) return reading;
    pages.push(...reading.pages);
  }
  return { pages };
};

/** What holds of each page, whatever its order. */
const checkPage = ({ operation, input }: Request, page: Json): void => {
  const { Count, ScannedCount, Items, LastEvaluatedKey } = page as Record<string, unknown>;
  const wrong = (what: string): Error =>
    new Error(`${operation} ${asText(input)}: ${what}: ${asText(page).slice(0, 500)}`);
  if (Items !== undefined && (Items as unknown[]).length !== Count)
    throw wrong('Count is not how many items there are');
  if (Number(Count) > Number(ScannedCount)) throw wrong('more items than were looked at');
  if (input.Limit !== undefined && Number(ScannedCount) > Number(input.Limit)) throw wrong('more than the limit');
  if (input.Limit === undefined && LastEvaluatedKey !== undefined && Number(ScannedCount) < 2)
    throw wrong('a page of fewer than two items cannot be a megabyte');
  if (input.Limit !== undefined && LastEvaluatedKey !== undefined && Number(ScannedCount) === 0)
    throw wrong('an empty page that is not the last');
};

/** What all pages together say; the order of equal keys, and so which page has which item, is each side's own. */
export const sumOf = (pages: readonly Json[]): Json => ({
  Count: pages.reduce((sum, page) => sum + Number(page.Count), 0),
  ScannedCount: pages.reduce((sum, page) => sum + Number(page.ScannedCount), 0),
  Items: itemSet(pages.flatMap((page) => (page.Items ?? []) as Json[])),
  shape: [
    ...new Set(
      pages.map((page) =>
        Object.keys(comparable(page) as Json)
          .filter((name) => name !== 'LastEvaluatedKey')
          .sort()
          .join(),
      ),
    ),
  ],
});

/** The range keys of an index's pages, in order: equal on both sides where the items without their order are. */
export const orderOf = (pages: readonly Json[], range: string): readonly string[] =>
  pages.flatMap((page) => ((page.Items ?? []) as Json[]).map((item) => asText(item[range])));
