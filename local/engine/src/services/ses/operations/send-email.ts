import type { Caller } from '../../../service.ts';
import { operation } from '../../../service.ts';
import type { Ses } from '../context.ts';
import { badRequest, notFound, notVerified } from '../errors.ts';
import { type FateName, rejected, simulated, stepsOf } from '../outcomes/fates.ts';
import { mailObject, type Tags } from '../outcomes/mail-object.ts';
import { readTags } from '../tags.ts';
import { messageInput, readMessage, recipientsOf, senderOf, sourceOf } from './message.ts';

/** SES takes at most 50 recipients a mail. https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_RECIPIENTS = 50;

/** Puts the mail into the mailbox; who sends must be a verified identity, as on AWS. As no account here is in the sandbox,
 * anybody may be written to; but who sends needs permission on recipients' identities too, as SES asks for it there.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export const sendEmailOperation = ({ engine, registry, mailbox, course, fates }: Ses) => {
  const fateOf = (recipient: string, set: string | undefined): FateName => {
    const fate = simulated(recipient);
    if (fate !== undefined) return fate;
    // SES takes a mail to a suppressed address, and counts it, but does not send it.
    const reason = registry.suppressed.reasonFor(recipient);
    if (reason === undefined || !registry.suppressedReasons(set).includes(reason)) {
      return fates.of(recipient) ?? 'deliver';
    }
    return reason === 'BOUNCE' ? 'bouncedBefore' : 'complainedBefore';
  };
  return operation({
    input: messageInput,
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
    run: async (given, { caller }) => {
      const { ConfigurationSetName: set } = given;
      if (set !== undefined && !registry.configurationSets.has(set)) {
        throw notFound(`Configuration set <${set}> does not exist.`);
      }
      const address = senderOf(given);
      const identity = registry.covering(address);
      if (identity === undefined) throw notVerified(engine.region, address);
      const { mail, tags, hasVirus } = await readMessage(given);
      if (mail.recipients.length === 0) throw badRequest('Missing destination');
      if (mail.recipients.length > MAX_RECIPIENTS) throw badRequest('Recipient count exceeds 50.');
      const allTags = { ...autoTags(address, set, caller), ...readTags(tags) };
      engine.count('ses.recipient', mail.recipients.length);
      const { messageId, begin } = engine.store.transaction(() => {
        const stored = mailbox.put(mail, engine.now());
        const told = mailObject(stored, {
          source: sourceOf(given),
          sourceArn: registry.arnOf('identity', identity),
          accountId: engine.accountId,
          tags: allTags,
        });
        const steps = hasVirus
          ? rejected(mail.recipients)
          : stepsOf(mail.recipients, (recipient) => fateOf(recipient, set));
        return { messageId: stored.messageId, begin: course.take(told, set, steps) };
      });
      begin();
      return { MessageId: messageId };
    },
  });
};

/** The tags that SES puts on each mail.
 * https://docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html#event-publishing-fine-grained-feedback */
const autoTags = (address: string, set: string | undefined, { arn }: Caller): Tags => ({
  'ses:operation': ['SendEmail'],
  ...(set !== undefined && { 'ses:configuration-set': [set] }),
  'ses:source-ip': ['127.0.0.1'],
  'ses:from-domain': [address.slice(address.lastIndexOf('@') + 1)],
  'ses:caller-identity': [callerName(arn)],
});

/** The role of a session, else the last part of the ARN. */
const callerName = (arn: string): string =>
  /:assumed-role\/([^/]+)\//.exec(arn)?.[1] ?? arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
