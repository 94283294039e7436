import * as z from 'zod';
import { type Bounce, occasionSchema } from '../contract/mail.ts';
import { orderIdSchema } from '../contract/order-id.ts';
import { toTimestamp } from '../shared/timestamp.ts';
import type { ToldOutcome } from './ports.ts';

const moment = z.iso.datetime();

const common = {
  messageId: z.string().min(1),
  /** When SES took the mail. */
  mailedAt: moment,
  /** When SES told of it. */
  at: moment,
  orderId: orderIdSchema,
  occasion: occasionSchema,
};

/** What the queue of SES's events holds: the rules of the event bus leave out all else of an event, the recipient among it.
 * https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html */
const mailEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('Email Delivered'), ...common }),
  z.object({ event: z.literal('Email Delivery Delayed'), ...common }),
  z.object({ event: z.literal('Email Complaint Received'), ...common }),
  z.object({ event: z.literal('Email Rejected'), ...common }),
  z.object({ event: z.literal('Email Bounced'), ...common, bounceType: z.string(), bounceSubType: z.string() }),
]);

/** The same as the bus has it, which it puts among the dead letters where it cannot reach the queue. */
const busEventSchema = z.object({
  'detail-type': z.string(),
  time: moment,
  detail: z.object({
    mail: z.object({
      messageId: z.string(),
      timestamp: moment,
      tags: z.object({ orderId: z.array(z.string()), occasion: z.array(z.string()) }),
    }),
    bounce: z.object({ bounceType: z.string(), bounceSubType: z.string() }).optional(),
  }),
});

const flat = ({ 'detail-type': event, time: at, detail }: z.infer<typeof busEventSchema>): unknown => {
  const { messageId, timestamp: mailedAt, tags } = detail.mail;
  return { event, at, messageId, mailedAt, orderId: tags.orderId[0], occasion: tags.occasion[0], ...detail.bounce };
};

type MailEvent = z.infer<typeof mailEventSchema>;

const OUTCOME_OF = {
  'Email Delivered': 'delivered',
  'Email Delivery Delayed': 'delayed',
  'Email Complaint Received': 'complained',
  'Email Rejected': 'rejected',
  'Email Bounced': 'bounced',
} as const satisfies Record<MailEvent['event'], ToldOutcome['outcome']>;

/** Only what SES calls permanent is for good; what it cannot tell may have been a passing fault. */
const bounceOf = (event: MailEvent): Bounce | undefined =>
  event.event === 'Email Bounced'
    ? {
        kind: event.bounceType === 'Permanent' ? 'hard' : 'soft',
        type: event.bounceType,
        subtype: event.bounceSubType,
      }
    : undefined;

/** What an event tells of a mail; throws a ZodError for what is none. */
export const readMailEvent = (body: unknown): ToldOutcome => {
  const ofBus = busEventSchema.safeParse(body);
  const event = mailEventSchema.parse(ofBus.success ? flat(ofBus.data) : body);
  const { orderId, occasion, messageId } = event;
  return {
    ...{ orderId, occasion, messageId, outcome: OUTCOME_OF[event.event], bounce: bounceOf(event) },
    mailedAt: toTimestamp(new Date(event.mailedAt)),
    at: toTimestamp(new Date(event.at)),
  };
};
