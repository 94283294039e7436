import { formatDuration, millisecondsBetween } from '../../../format/duration.ts';
import type { Attempt } from '../../../machine/visits.ts';
import { Timestamp } from '../../timestamp.tsx';
import { JsonText } from '../json-view.tsx';

const sayEnd = ({ endedAt, fault, startedAt }: Attempt): string => {
  if (endedAt === undefined) return 'no end known';
  return `${fault?.error ?? 'succeeded'}, ${formatDuration(millisecondsBetween(startedAt, endedAt))}`;
};

/** Each try of a task: when it began, how long it took, and what it failed with. */
export const Attempts = ({ attempts }: { attempts: readonly Attempt[] }) => (
  <ol class="attempts">
    {attempts.map((attempt, index) => (
      <li key={`${index} ${attempt.startedAt}`} class={attempt.fault ? 'bad' : undefined}>
        <Timestamp timestamp={attempt.startedAt} precision="milliseconds" named={false} />
        <br />
        {sayEnd(attempt)}
        {attempt.redriven && ' (redriven)'}
        {attempt.fault?.cause !== undefined && (
          <details>
            <summary>
              Cause<span class="visually-hidden"> of try {index + 1}</span>
            </summary>
            <JsonText text={attempt.fault.cause} />
          </details>
        )}
      </li>
    ))}
  </ol>
);
