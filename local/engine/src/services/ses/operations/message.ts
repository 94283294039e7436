import * as z from 'zod';
import type { MailContent } from '../../../kit/mailbox.ts';
import { plainAddress } from '../address.ts';
import { badRequest } from '../errors.ts';
import { addressesIn, readHeaders, readMail } from '../mime/read.ts';
import { type MessageTag, tagsOfHeader } from '../tags.ts';
import { hasTestVirus } from '../virus.ts';

const content = z.looseObject({ Data: z.string(), Charset: z.string().optional() });
const simple = z.looseObject({
  Subject: content,
  Body: z.looseObject({ Text: content.optional(), Html: content.optional() }),
  Headers: z.array(z.looseObject({ Name: z.string(), Value: z.string() })).optional(),
  Attachments: z.array(z.looseObject({ RawContent: z.string() })).optional(),
});
const tag = z.looseObject({ Name: z.string(), Value: z.string() });

/** What SendEmail is given. */
export const messageInput = z.looseObject({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .looseObject({
      ToAddresses: z.array(z.string()).optional(),
      CcAddresses: z.array(z.string()).optional(),
      BccAddresses: z.array(z.string()).optional(),
    })
    .optional(),
  ReplyToAddresses: z.array(z.string()).optional(),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(tag).optional(),
  Content: z.looseObject({
    Simple: simple.optional(),
    Raw: z.looseObject({ Data: z.string() }).optional(),
    Template: z.unknown().optional(),
  }),
});
export type MessageInput = z.infer<typeof messageInput>;

/** A message as it was given. */
interface Message {
  readonly mail: MailContent;
  readonly tags: readonly MessageTag[];
  readonly hasVirus: boolean;
}

/** Throws BadRequestException for what is no message. */
export const readMessage = async (given: MessageInput): Promise<Message> => {
  const { Simple } = given.Content;
  if (Simple) {
    const attachments = (Simple.Attachments ?? []).map(({ RawContent }) => Buffer.from(RawContent, 'base64'));
    return { mail: simpleMail(given, Simple), tags: given.EmailTags ?? [], hasVirus: hasTestVirus(attachments) };
  }
  const raw = rawOf(given);
  if (raw === undefined) throw badRequest('Only Simple and Raw content are emulated');
  const { headers, text, html, attachments } = await readMail(raw);
  const named = recipientsOf(given);
  const to = ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(headers.get(name) ?? ''));
  const mail: MailContent = {
    from: headers.get('from') ?? given.FromEmailAddress ?? '',
    recipients: named.length > 0 ? named : to,
    subject: headers.get('subject') ?? '',
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    raw,
  };
  const tags = given.EmailTags ?? tagsOfHeader(headers.get('x-ses-message-tags') ?? '');
  return { mail, tags, hasVirus: hasTestVirus(attachments) };
};

/** The plain address that a mail comes from. */
export const senderOf = (given: MessageInput): string => plainAddress(sourceOf(given));

/** Who a mail comes from, as the caller or the message says it. */
export const sourceOf = (given: MessageInput): string =>
  given.FromEmailAddress ?? readHeaders(rawOf(given) ?? '').get('from') ?? '';

/** The plain addresses that a call names. */
export const recipientsOf = ({ Destination }: MessageInput): string[] =>
  [...(Destination?.ToAddresses ?? []), ...(Destination?.CcAddresses ?? []), ...(Destination?.BccAddresses ?? [])].map(
    plainAddress,
  );

/** The message where it was given as a whole. */
const rawOf = ({ Content }: MessageInput): string | undefined =>
  Content.Raw && Buffer.from(Content.Raw.Data, 'base64').toString();

/** The header of those who get the answers; each must be one address. */
const replyTo = ({ ReplyToAddresses = [] }: MessageInput): (readonly [string, string])[] => {
  if (ReplyToAddresses.length === 0) return [];
  for (const address of ReplyToAddresses) plainAddress(address);
  return [['Reply-To', ReplyToAddresses.join(', ')]];
};

const simpleMail = (given: MessageInput, { Subject, Body, Headers = [] }: z.infer<typeof simple>): MailContent => {
  if (!Body.Text && !Body.Html) throw badRequest('Missing body');
  for (const { Name, Value } of [{ Name: 'Subject', Value: Subject.Data }, ...Headers]) {
    if (!/^[\x21-\x39\x3b-\x7e]+$/.test(Name) || /[\r\n\0]/.test(Value)) {
      throw badRequest(`Header ${JSON.stringify(Name)} contains control characters`);
    }
  }
  return {
    from: given.FromEmailAddress ?? '',
    recipients: recipientsOf(given),
    subject: Subject.Data,
    ...(Body.Text && { text: Body.Text.Data }),
    ...(Body.Html && { html: Body.Html.Data }),
    headers: [...replyTo(given), ...Headers.map(({ Name, Value }) => [Name, Value] as const)],
  };
};
