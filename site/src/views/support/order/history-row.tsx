import { useEffect, useRef } from 'preact/hooks';
import type { HistoryEvent } from '../../../../../lambdas/core/contract/support.ts';
import { isFailure } from '../../../machine/event-filter.ts';
import { Timestamp } from '../../timestamp.tsx';
import { JsonPart } from '../json-part.tsx';

interface HistoryRowProps {
  event: HistoryEvent;
  state: string | undefined;
  /** Milliseconds since the first event. */
  elapsed: number;
  open: boolean;
  onToggle: () => void;
  onState: (state: string) => void;
  /** Whether the page's address points here. */
  isTarget: boolean;
  address: string;
}

/** Events that a person looks for. */
const toneOf = (event: HistoryEvent): string => {
  if (isFailure(event)) return ' bad';
  return event.type === 'ExecutionRedriven' ? ' note' : '';
};

const format = new Intl.NumberFormat('en');

/** One event; its details are put on the page when it is opened. */
export const HistoryRow = ({ event, state, elapsed, open, onToggle, onState, isTarget, address }: HistoryRowProps) => {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isTarget) button.current?.focus();
  }, [isTarget]);
  const { id, type, timestamp, details, previousEventId } = event;
  return (
    <>
      <tr class={`event${toneOf(event)}`}>
        <td class="number">{id}</td>
        <th scope="row">
          <button ref={button} type="button" class="event-type" aria-expanded={open} onClick={onToggle}>
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
            <p class="small-text">
              <a href={address}>Link to this event</a>
            </p>
            <JsonPart
              text={JSON.stringify({ id, previousEventId, type, timestamp, ...details })}
              what={`Event ${id}`}
              fileName={`event-${id}`}
            />
          </td>
        </tr>
      )}
    </>
  );
};
