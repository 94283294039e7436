import { BadRequestException, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { MailOutcomeUnknown, MailRefused, UnusableAddress } from '../core/confirmation/errors.ts';
import type { Envelope } from '../core/confirmation/mail-settings.ts';
import type { Mail, Mailer, MailTags } from '../core/confirmation/ports.ts';
import { httpStatusOf } from './http-status.ts';

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

const requestOf = (mail: Mail, tags: MailTags, { from, replyTo, configurationSet }: Envelope): SendEmailCommand =>
  new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [mail.to] },
    ...(replyTo !== undefined && { ReplyToAddresses: [replyTo] }),
    ConfigurationSetName: configurationSet,
    // SES's events name the mail by these, and so find its item without an index.
    EmailTags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
    Content: {
      Simple: {
        Subject: utf8(mail.subject),
        Body: { Html: utf8(mail.html), Text: utf8(mail.text) },
        // Out-of-office replies are not wanted (RFC 3834).
        Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
      },
    },
  });

/** Whether SES answered that it does not take the mail. A 5xx, or no answer, leaves open what it did. */
const isRefusal = (error: unknown): boolean => {
  const status = httpStatusOf(error) ?? 0;
  return status >= 400 && status < 500;
};

/** Mails by SES. The client must make one attempt only: a second one after a lost answer would send twice. */
export const createMailer = (client: SESv2Client, envelope: Envelope): Mailer => ({
  send: async (mail, tags) => {
    try {
      const { MessageId = '' } = await client.send(requestOf(mail, tags, envelope));
      return MessageId;
    } catch (error) {
      if (error instanceof BadRequestException) {
        // All else of a mail is the shop's own, and passes: what SES cannot read is the address.
        throw new UnusableAddress('SES does not take the e-mail address of the order');
      }
      const name = error instanceof Error ? error.name : 'no answer';
      // Without what SES says beside it: that names the recipient.
      throw isRefusal(error) ? new MailRefused(name) : new MailOutcomeUnknown(`SES: ${name}`);
    }
  },
});
