import { badRequest } from './errors.ts';
import type { Tags } from './outcomes/mail-object.ts';

/** A message tag as a client gives it. */
export interface MessageTag {
  readonly Name: string;
  readonly Value: string;
}

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html */
const PART = /^[A-Za-z0-9_-]{1,256}$/;
/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_TAGS = 50;

/** Checks the tags of a mail. Throws BadRequestException. */
export const readTags = (given: readonly MessageTag[]): Tags => {
  if (given.length > MAX_TAGS) throw badRequest(`Message has more than ${MAX_TAGS} tags.`);
  const tags = new Map<string, readonly string[]>();
  for (const { Name, Value } of given) {
    if (!PART.test(Name)) {
      throw badRequest(
        `Invalid tag name <${Name}>: only alphanumeric ASCII characters, '_' and '-' are allowed, 256 at most.`,
      );
    }
    if (!PART.test(Value)) {
      throw badRequest(
        `Invalid tag value <${Value}>: only alphanumeric ASCII characters, '_' and '-' are allowed, 256 at most.`,
      );
    }
    if (tags.has(Name)) throw badRequest(`Duplicate tag name <${Name}>.`);
    tags.set(Name, [Value]);
  }
  return Object.fromEntries(tags);
};

/** The tags of the header `X-SES-MESSAGE-TAGS: name=value, name=value`.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-send-email.html */
export const tagsOfHeader = (header: string): readonly MessageTag[] =>
  header
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [Name = '', Value = ''] = part.split('=', 2);
      return { Name: Name.trim(), Value: Value.trim() };
    });
