import type { ComponentChildren } from 'preact';
import { countOf } from '../../../format/count.ts';
import type { EventGroup } from '../../../machine/event-filter.ts';
import { OUTCOME_WORDS } from '../../../machine/execution-words.ts';
import { outcomeOfVisit } from '../../../machine/outcome.ts';
import type { Visit } from '../../../machine/visits.ts';
import { Timestamp } from '../../timestamp.tsx';

interface HistoryGroupProps {
  visit: Visit;
  events: EventGroup['events'];
  /** Milliseconds since the first event. */
  elapsed: number;
  open: boolean;
  onToggle: () => void;
  onState: (state: string) => void;
  /** Its events, while it is open. */
  children: ComponentChildren;
}

const numbers = new Intl.NumberFormat('en');

const sayHow = (visit: Visit): string => {
  const { attempts } = visit;
  const tries = attempts.length > 1 ? `, ${countOf(attempts.length, 'try', 'tries')}` : '';
  return `${visit.type}: ${OUTCOME_WORDS[outcomeOfVisit(visit)].toLowerCase()}${tries}`;
};

/** A stay in a state in one row; its events stand below while it is open. */
export const HistoryGroup = ({ visit, events, elapsed, open, onToggle, onState, children }: HistoryGroupProps) => (
  <>
    <tr class={`event${visit.fault && visit.exitedAt === undefined ? ' bad' : ''}`}>
      <td class="number">{events[0].id}</td>
      <th scope="row">
        <button type="button" class="event-type" aria-expanded={open} onClick={onToggle}>
          {sayHow(visit)}, {countOf(events.length, 'event', 'events')}
        </button>
      </th>
      <td class="event-state">
        <button type="button" class="link" onClick={() => onState(visit.state)}>
          {visit.state}
        </button>
      </td>
      <td class="number elapsed">
        {numbers.format(elapsed)}
        <span class="narrow-only"> ms</span>
      </td>
      <td>
        <Timestamp timestamp={events[0].timestamp} precision="milliseconds" named={false} />
      </td>
    </tr>
    {open && children}
  </>
);
