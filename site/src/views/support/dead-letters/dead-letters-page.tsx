import { useEffect, useMemo } from 'preact/hooks';
import { AsOf } from '../as-of.tsx';
import { sayFailure } from '../english.tsx';
import { NotAllowed } from '../not-allowed.tsx';
import { isForbidden } from '../support-access.ts';
import { useSupport } from '../support-context.ts';
import { SupportPage } from '../support-page.tsx';
import { QueueCard } from './queue-card.tsx';

const Queues = () => {
  const support = useSupport();
  const deadLetters = useMemo(() => support.deadLetters(), []);
  useEffect(() => {
    void deadLetters.load();
    const stop = support.refreshing(deadLetters.load);
    return () => {
      stop();
      deadLetters.stop();
    };
  }, []);
  const queues = deadLetters.queues.value;
  const failure = deadLetters.failure.value;

  if (isForbidden(failure)) return <NotAllowed />;
  return (
    <>
      <p class="lead">Messages that were given up after several tries. They are kept for 14 days.</p>
      <p>
        <button type="button" class="button" onClick={deadLetters.load}>
          Count again
        </button>
      </p>
      <AsOf moment={deadLetters.asOf.value} />
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)}
        </p>
      )}
      {queues === undefined && !failure && <p class="muted waiting">Counting …</p>}
      <div class="queues">
        {queues?.map((shown) => (
          <QueueCard key={shown.queue.name} deadLetters={deadLetters} shown={shown} />
        ))}
      </div>
    </>
  );
};

/** `/support/dead-letters`: what was given up, and how to bring it back. */
export const DeadLettersPage = () => (
  <SupportPage title="Dead letters">
    <Queues />
  </SupportPage>
);
