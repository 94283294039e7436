import type { HistoryEvent } from '../../../../../lambdas/core/contract/support.ts';
import { Timestamp } from '../../timestamp.tsx';
import { JsonTree } from '../json-view.tsx';

interface HistoryRowProps {
  event: HistoryEvent;
  state: string | undefined;
  /** Milliseconds since the first event. */
  elapsed: number;
  open: boolean;
  onToggle: () => void;
  onState: (state: string) => void;
}

/** Events that a person looks for. */
const toneOf = (type: string): string => {
  if (/Failed$|TimedOut$|Aborted$/.test(type)) return ' bad';
  return type === 'ExecutionRedriven' ? ' note' : '';
};

const format = new Intl.NumberFormat('en');

/** One event; its details are put on the page when it is opened. */
export const HistoryRow = ({ event, state, elapsed, open, onToggle, onState }: HistoryRowProps) => {
  const { id, type, timestamp, details, previousEventId } = event;
  return (
    <>
      <tr class={`event${toneOf(type)}`}>
        <td class="number">{id}</td>
        <th scope="row">
          <button type="button" class="event-type" aria-expanded={open} onClick={onToggle}>
            {type}
          </button>
        </th>
        <td class="event-state">
          {state !== undefined && (
            <button type="button" class="link" onClick={() => onState(state)}>
              {state}
            </button>
          )}
        </td>
        <td class="number elapsed">
          {format.format(elapsed)}
          <span class="narrow-only"> ms</span>
        </td>
        <td>
          <Timestamp timestamp={timestamp} precision="milliseconds" named={false} />
        </td>
      </tr>
      {open && (
        <tr class="event-details">
          <td colSpan={5}>
            <JsonTree value={{ id, previousEventId, type, timestamp, ...details }} />
          </td>
        </tr>
      )}
    </>
  );
};
