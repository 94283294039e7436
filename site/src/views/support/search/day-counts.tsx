import { useMemo, useState } from 'preact/hooks';
import { OrderBadge } from '../badges.tsx';
import { sayFailure } from '../english.tsx';
import { useSupport } from '../support-context.ts';
import { addressOf } from './search-address.ts';

const today = (): string => new Date().toISOString().slice(0, 10);

/** How many orders of a day are in each status, each with the way to them; counted when it is opened. */
export const DayCounts = () => {
  const support = useSupport();
  const store = useMemo(() => support.dayCounts(), []);
  const [day, setDay] = useState(today);
  const counts = store.counts.value;
  const failure = store.failure.value;
  const count = (of: string): void => {
    setDay(of);
    if (of !== '') void store.count(of);
  };
  return (
    <details class="day-counts" onToggle={(event) => event.currentTarget.open && count(day)}>
      <summary>How many are in each status</summary>
      <p>
        <label for="counted-day">Day (UTC)</label>{' '}
        <input id="counted-day" type="date" value={day} onInput={(event) => count(event.currentTarget.value)} />
      </p>
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)}
        </p>
      )}
      {counts && (
        <ul aria-label={`Orders of ${counts.day}, by status`}>
          {counts.counts.map(({ status, orders, allDays }) => (
            <li key={status}>
              <a href={addressOf(allDays ? { status } : { status, from: counts.day, to: counts.day })}>
                <OrderBadge status={status} /> {orders}
              </a>
              {allDays && <span class="muted"> of all days</span>}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
};
