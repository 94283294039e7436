import type { DeadLetterQueue } from '../../../../../lambdas/core/contract/support.ts';
import { countOf } from '../../../format/count.ts';
import type { Needs, Silence, Source } from '../../../stores/support/needs.ts';
import { sayFailure } from '../../failure-words.ts';
import { AsOf } from '../as-of.tsx';
import { wordsOf } from '../dead-letters/queue-words.ts';
import { AttentionItems, sayMore } from './attention-list.tsx';

const SOURCES: Readonly<Record<Source, string>> = {
  orders: 'Failed, stopped and late orders could not be asked for',
  'dead-letters': 'The dead letters could not be counted',
};

const Silent = ({ silent, onRetry }: { silent: readonly Silence[]; onRetry: () => void }) => (
  <div class="trouble" role="alert">
    {silent.map(({ source, failure }) => (
      <p key={source}>
        {SOURCES[source]}: {sayFailure(failure)}
      </p>
    ))}
    <button type="button" class="button small" onClick={onRetry}>
      Ask again
    </button>
  </div>
);

const QueueItem = ({ queue: { name, messages, inFlight } }: { queue: DeadLetterQueue }) => {
  const { title, text } = wordsOf(name);
  return (
    <li class="attention-item">
      <span class="badge rejected">Dead letters</span>
      <div class="attention-text">
        <h3>
          <a href="/support/dead-letters">
            {title}: {countOf(messages + inFlight, 'message', 'messages')}
          </a>
        </h3>
        {text !== '' && <p>{text}</p>}
      </div>
    </li>
  );
};

/** Everything that needs a person, on top of everything else. Nothing is green while a source could not be asked. */
export const NeedsList = ({ needs }: { needs: Needs }) => {
  const attention = needs.attention.value;
  const queues = needs.deadLetters.value ?? [];
  const silent = needs.silent.value;
  const isEmpty = (attention?.items.length ?? 0) === 0 && queues.length === 0;
  const more = attention?.more ?? false;
  if (isEmpty && !more) {
    return (
      <div class="needs">
        {silent.length > 0 ? (
          <Silent silent={silent} onRetry={needs.look} />
        ) : (
          <p class="all-well">
            <span aria-hidden="true">✓ </span>Nothing needs a person: no execution has failed or was stopped, no order
            waits for long, and there are no dead letters.
          </p>
        )}
        <AsOf moment={needs.asOf.value} />
      </div>
    );
  }
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">Needs a person</h2>
      <AsOf moment={needs.asOf.value} />
      {silent.length > 0 && <Silent silent={silent} onRetry={needs.look} />}
      {!isEmpty && (
        <ul>
          {queues.map((queue) => (
            <QueueItem key={queue.name} queue={queue} />
          ))}
          {attention && <AttentionItems attention={attention} />}
        </ul>
      )}
      {attention && more && <p class="muted">{sayMore(attention)}</p>}
    </section>
  );
};
