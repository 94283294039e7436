import { z } from 'zod';
import { type MailContent, messageIdAt } from '../../../kit/mailbox.ts';
import { operation } from '../../../service.ts';
import { plainAddress } from '../address.ts';
import type { Ses } from '../context.ts';
import { badRequest, notFound, notVerified } from '../errors.ts';
import { addressesIn, readHeaders, readMail } from '../mime/read.ts';

const content = z.looseObject({ Data: z.string(), Charset: z.string().optional() });
const simple = z.looseObject({
  Subject: content,
  Body: z.looseObject({ Text: content.optional(), Html: content.optional() }),
  Headers: z.array(z.looseObject({ Name: z.string(), Value: z.string() })).optional(),
});
const input = z.looseObject({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .looseObject({
      ToAddresses: z.array(z.string()).optional(),
      CcAddresses: z.array(z.string()).optional(),
      BccAddresses: z.array(z.string()).optional(),
    })
    .optional(),
  ConfigurationSetName: z.string().optional(),
  Content: z.looseObject({
    Simple: simple.optional(),
    Raw: z.looseObject({ Data: z.string() }).optional(),
    Template: z.unknown().optional(),
  }),
});
type Input = z.infer<typeof input>;

/** SES takes at most 50 recipients a mail. https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_RECIPIENTS = 50;

/** Puts the mail into the mailbox; who sends must be a verified identity, as on AWS. As no account here is in the sandbox,
 * anybody may be written to; but who sends needs permission on recipients' identities too, as SES asks for it there.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export const sendEmailOperation = ({ engine, registry, mailbox }: Ses) =>
  operation({
    input,
    access: (given) => {
      const address = senderOf(given);
      const action = given.Content.Raw ? 'ses:SendRawEmail' : 'ses:SendEmail';
      const recipients = recipientsOf(given).flatMap((recipient) => registry.covering(recipient) ?? []);
      const identities = new Set([registry.covering(address) ?? address, ...recipients]);
      const resources = [...identities].map((identity) => registry.arnOf('identity', identity));
      const { ConfigurationSetName: set } = given;
      if (set !== undefined) resources.push(registry.arnOf('configuration-set', set));
      return resources.map((resource) => ({ action, resource, context: { 'ses:FromAddress': address } }));
    },
    run: async (given) => {
      const { ConfigurationSetName: set } = given;
      if (set !== undefined && !registry.configurationSets.has(set)) {
        throw notFound(`Configuration set <${set}> does not exist.`);
      }
      const address = senderOf(given);
      if (registry.covering(address) === undefined) throw notVerified(engine.region, address);
      const mail = await toMail(given);
      if (mail.recipients.length === 0) throw badRequest('Missing destination');
      if (mail.recipients.length > MAX_RECIPIENTS) throw badRequest('Recipient count exceeds 50.');
      engine.count('ses.recipient', mail.recipients.length);
      // SES takes a mail to a suppressed address, and counts it, but does not send it.
      const recipients = mail.recipients.filter((recipient) => !registry.suppressed.covers(recipient));
      const at = engine.now();
      return { MessageId: recipients.length > 0 ? mailbox.put({ ...mail, recipients }, at) : messageIdAt(at) };
    },
  });

/** The message where it was given as a whole. */
const rawOf = ({ Content }: Input): string | undefined =>
  Content.Raw && Buffer.from(Content.Raw.Data, 'base64').toString();

const senderOf = (given: Input): string =>
  plainAddress(given.FromEmailAddress ?? readHeaders(rawOf(given) ?? '').get('from') ?? '');

const recipientsOf = ({ Destination }: Input): string[] =>
  [...(Destination?.ToAddresses ?? []), ...(Destination?.CcAddresses ?? []), ...(Destination?.BccAddresses ?? [])].map(
    plainAddress,
  );

const toMail = async (given: Input): Promise<MailContent> => {
  const { Simple } = given.Content;
  if (Simple) return simpleMail(given, Simple);
  const raw = rawOf(given);
  if (raw === undefined) throw badRequest('Only Simple and Raw content are emulated');
  const { headers, text, html } = await readMail(raw);
  const named = recipientsOf(given);
  const to = ['to', 'cc', 'bcc'].flatMap((name) => addressesIn(headers.get(name) ?? ''));
  return {
    from: headers.get('from') ?? given.FromEmailAddress ?? '',
    recipients: named.length > 0 ? named : to,
    subject: headers.get('subject') ?? '',
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    raw,
  };
};

const simpleMail = (given: Input, { Subject, Body, Headers = [] }: z.infer<typeof simple>): MailContent => {
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
    headers: Headers.map(({ Name, Value }) => [Name, Value] as const),
  };
};
