import { AwsError } from '../../../aws-error.ts';
import type { Caller, Engine } from '../../../service.ts';
import { badRequest } from '../errors.ts';
import type { EventDestination } from './destinations.ts';
import { EVENT_TYPES, type EventType } from './event-types.ts';

/** An event on its way to a destination. */
interface Publication {
  readonly type: EventType;
  /** Of the configuration set that the mail was sent with. */
  readonly configurationSetArn: string;
  readonly record: unknown;
}

/** Takes events to destinations as SES itself: the policy of a topic decides, with the configuration set as `AWS:SourceArn` and the
 * account as `AWS:SourceAccount`; the default event bus takes what services say.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-sns.html */
export const createTransport = (engine: Engine) => {
  const publish = (sourceArn: string, topicArn: string, Message: string, Subject?: string): Promise<unknown> =>
    engine.call(asSes(sourceArn), 'sns', 'Publish', { TopicArn: topicArn, Message, ...(Subject && { Subject }) });
  return {
    /** Throws what the destination answered. */
    deliver: async ({ topicArn, busArn }: EventDestination, publication: Publication): Promise<void> => {
      const { type, configurationSetArn, record } = publication;
      const text = JSON.stringify(record);
      if (topicArn !== undefined) await publish(configurationSetArn, topicArn, text, SUBJECT);
      if (busArn === undefined) return;
      const entry = {
        Source: 'aws.ses',
        DetailType: EVENT_TYPES[type].detailType,
        Resources: [configurationSetArn],
        Detail: text,
      };
      const { Entries } = await engine.call<{ Entries: readonly { ErrorCode?: string; ErrorMessage?: string }[] }>(
        asSes(configurationSetArn),
        'events',
        'PutEvents',
        { Entries: [entry] },
      );
      for (const { ErrorCode, ErrorMessage } of Entries)
        if (ErrorCode) throw new AwsError(ErrorCode, ErrorMessage ?? '');
    },
    /** Throws BadRequestException for a destination that SES cannot reach. It tells a topic that it could, so that subscribers of
     * the topic get one message that is no event. */
    check: async ({ topicArn, busArn }: EventDestination, configurationSetArn: string): Promise<void> => {
      if (busArn !== undefined && busArn !== `arn:aws:events:${engine.region}:${engine.accountId}:event-bus/default`) {
        throw badRequest(`Event bus ${busArn}: only the default event bus of the account and region is supported.`);
      }
      if (topicArn === undefined) return;
      try {
        await publish(configurationSetArn, topicArn, VALIDATED);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        throw badRequest(
          error.code === 'AuthorizationError'
            ? `Access denied to SNS topic <${topicArn}>: ${error.message}`
            : `SNS topic <${topicArn}> cannot be published to: ${error.message}`,
        );
      }
    },
  };
};

export type Transport = ReturnType<typeof createTransport>;

const SUBJECT = 'Amazon SES Email Event Notification';
const VALIDATED = 'Successfully validated SNS topic for Amazon SES event publishing.';

const asSes = (sourceArn: string): Caller => ({
  kind: 'service',
  arn: sourceArn,
  principal: 'ses.amazonaws.com',
  sourceArn,
});
