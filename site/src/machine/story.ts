import type { ActivityEntry } from '../../../lambdas/core/contract/activity.ts';
import type { Mail } from '../../../lambdas/core/contract/mail.ts';
import type { OrderResponse } from '../../../lambdas/core/contract/order-answers.ts';
import type { Question } from '../../../lambdas/core/contract/question.ts';
import { type Outcome, outcomeOfVisit } from './outcome.ts';
import type { Journey, Visit } from './visits.ts';

/** One thing that happened to an order. */
export type Happening = { at: string } & (
  | { kind: 'accepted' }
  | { kind: 'entered'; visit: Visit; outcome: Outcome }
  | { kind: 'ended'; ending: NonNullable<Journey['ending']> }
  | { kind: 'asked'; question: Question }
  | { kind: 'answered'; question: Question; answer: NonNullable<Question['answer']> }
  | { kind: 'mailed'; mail: Mail; what: 'sent' | 'sent-again' | 'told' }
  | { kind: 'acted'; entry: ActivityEntry }
);

/** What the story is told of; each part may be missing. */
export interface Told {
  order: OrderResponse | undefined;
  journey: Journey;
  /** When the execution ended. */
  endedAt: string | undefined;
  activity: readonly ActivityEntry[];
}

const ofOrder = (order: OrderResponse | undefined): Happening[] => {
  if (!order || !('timestamp' in order)) return [];
  const question = 'question' in order ? order.question : undefined;
  return [
    { at: order.timestamp, kind: 'accepted' },
    ...(question ? [{ at: question.askedAt, kind: 'asked' as const, question }] : []),
    ...(question?.answer
      ? [{ at: question.answer.at, kind: 'answered' as const, question, answer: question.answer }]
      : []),
  ];
};

/** When it went out first and last, and when SES told what became of it; the times between were not kept. */
const ofMail = (mail: Mail): Happening[] => {
  const { sentAt, firstSentAt, outcomeAt } = mail;
  const first = firstSentAt ?? sentAt;
  return [
    ...(first === undefined ? [] : [{ at: first, kind: 'mailed' as const, mail, what: 'sent' as const }]),
    ...(firstSentAt === undefined || sentAt === undefined
      ? []
      : [{ at: sentAt, kind: 'mailed' as const, mail, what: 'sent-again' as const }]),
    ...(outcomeAt === undefined ? [] : [{ at: outcomeAt, kind: 'mailed' as const, mail, what: 'told' as const }]),
  ];
};

const ofMails = (order: OrderResponse | undefined): Happening[] =>
  order && 'timestamp' in order ? (order.mails ?? []).flatMap(ofMail) : [];

const ofExecution = ({ visits, ending }: Journey, endedAt: string | undefined): Happening[] => [
  ...visits.map((visit) => ({
    at: visit.enteredAt,
    kind: 'entered' as const,
    visit,
    outcome: outcomeOfVisit(visit),
  })),
  ...(ending !== undefined && endedAt !== undefined ? [{ at: endedAt, kind: 'ended' as const, ending }] : []),
];

/** All that happened to an order, oldest first; what happened at one moment stays in the order of what it is told of. */
export const storyOf = ({ order, journey, endedAt, activity }: Told): readonly Happening[] =>
  [
    ...ofOrder(order),
    ...ofExecution(journey, endedAt),
    ...ofMails(order),
    ...activity.map((entry): Happening => ({ at: entry.at, kind: 'acted', entry })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
