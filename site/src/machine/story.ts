import type { ActivityEntry } from '../../../lambdas/core/contract/activity.ts';
import type { OrderResponse } from '../../../lambdas/core/contract/api.ts';
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
    ...activity.map((entry): Happening => ({ at: entry.at, kind: 'acted', entry })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
