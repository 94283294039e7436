import type { HistoryEvent } from '../../../lambdas/core/contract/support.ts';
import type { Journey, Visit } from './visits.ts';

/** Which events are shown; what is empty or false leaves out none. */
export interface EventFilter {
  state: string;
  type: string;
  /** Found in an event's type, state or details, in any case. */
  text: string;
  failedOnly: boolean;
}

/** All events. */
export const ALL_EVENTS: EventFilter = { state: '', type: '', text: '', failedOnly: false };

/** Whether an event tells that something went wrong. */
export const isFailure = ({ type }: HistoryEvent): boolean => /(Failed|TimedOut|Aborted)$/.test(type);

const mentions = (event: HistoryEvent, state: string | undefined, text: string): boolean =>
  [event.type, state ?? '', JSON.stringify(event.details ?? {}), ...plainTexts(event)].some((each) =>
    each.toLowerCase().includes(text),
  );

/** Details that are JSON within JSON are searched as they are read, too. */
const plainTexts = ({ details }: HistoryEvent): string[] =>
  Object.values(details ?? {}).filter((value) => typeof value === 'string');

/** The events that fit, in their order. */
export const filterEvents = (
  events: readonly HistoryEvent[],
  { visitOf }: Journey,
  { state, type, text, failedOnly }: EventFilter,
): readonly HistoryEvent[] => {
  const wanted = text.trim().toLowerCase();
  return events.filter((event) => {
    const of = visitOf.get(event.id)?.state;
    if (state !== '' && of !== state) return false;
    if (type !== '' && event.type !== type) return false;
    if (failedOnly && !isFailure(event)) return false;
    return wanted === '' || mentions(event, of, wanted);
  });
};

/** Events of one stay in a state, or one event that is of none. */
export interface EventGroup {
  visit: Visit | undefined;
  events: readonly [HistoryEvent, ...HistoryEvent[]];
}

/** One group for each stay in a state, where its first event stands. */
export const groupByVisit = (events: readonly HistoryEvent[], { visitOf }: Journey): EventGroup[] => {
  const groups = new Map<Visit | HistoryEvent, HistoryEvent[]>();
  for (const event of events) {
    const key = visitOf.get(event.id) ?? event;
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return [...groups.values()].map((group) => {
    const [first, ...rest] = group as [HistoryEvent, ...HistoryEvent[]];
    return { visit: visitOf.get(first.id), events: [first, ...rest] };
  });
};
