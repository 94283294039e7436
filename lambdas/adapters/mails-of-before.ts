import * as z from 'zod';
import { EVENT_TYPE_OF, type EventType } from '../core/contract/event-type.ts';
import { type Mail, occasionOf } from '../core/contract/mail.ts';

/** What the version before kept of a mail on the order's own record, under names that began with what the mail was about. */
interface SlotOfBefore {
  sentAt?: string;
  to?: string;
  claimedUntil?: string;
  refusedAt?: string;
}

interface Subject {
  eventType: EventType;
  questionId?: string | undefined;
}

/** Of an order's outcomes there is one, which may be cancelled later; each question was a mail of its own. */
const nameOf = ({ eventType, questionId }: Subject): string => {
  if (questionId !== undefined) return `question${questionId}`;
  return eventType === EVENT_TYPE_OF.Cancelled ? 'cancellation' : 'confirmation';
};

const text = z.string().optional().catch(undefined);

/** What a record of the version before says of a mail. */
export const slotOfBefore = (item: Record<string, unknown>, subject: Subject): SlotOfBefore => {
  const name = nameOf(subject);
  const read = (what: string) => text.parse(item[`${name}${what}`]);
  const [sentAt, to, claimedUntil, refusedAt] = [read('SentAt'), read('To'), read('ClaimedUntil'), read('RefusedAt')];
  return {
    ...(sentAt !== undefined && { sentAt }),
    ...(to !== undefined && { to }),
    ...(claimedUntil !== undefined && { claimedUntil }),
    ...(refusedAt !== undefined && { refusedAt }),
  };
};

const stateSchema = z.object({
  status: z.string(),
  question: z.object({ id: z.string(), kind: z.enum(['customer', 'review']) }).optional(),
});

/** What a record of the version before may tell of: a question that is not the last one is not told which kind it was. */
const subjectsOf = ({ status, question }: z.infer<typeof stateSchema>): Subject[] => [
  ...(question
    ? [
        {
          eventType: question.kind === 'review' ? EVENT_TYPE_OF.UnderReview : EVENT_TYPE_OF.AwaitingCustomer,
          questionId: question.id,
        },
      ]
    : []),
  { eventType: status === 'Rejected' ? EVENT_TYPE_OF.Rejected : EVENT_TYPE_OF.Processed },
  { eventType: EVENT_TYPE_OF.Cancelled },
];

/** The mails that a record of the version before tells of; none for a record of today. */
export const mailsOfBefore = (item: Record<string, unknown>): Mail[] => {
  const state = stateSchema.safeParse(item);
  if (!state.success) return [];
  return subjectsOf(state.data).flatMap((subject): Mail[] => {
    const { sentAt, to, refusedAt } = slotOfBefore(item, subject);
    const named = { occasion: occasionOf(subject), ...subject };
    if (sentAt !== undefined) return [{ ...named, outcome: 'sent', sentAt, ...(to !== undefined && { to }) }];
    return refusedAt === undefined ? [] : [{ ...named, outcome: 'refused', outcomeAt: refusedAt }];
  });
};
