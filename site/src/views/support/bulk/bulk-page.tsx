import { useEffect, useMemo, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { BulkItem, BulkProgress } from '../../../../../lambdas/core/contract/bulk.ts';
import type { BulkStore } from '../../../stores/support/bulk.ts';
import { useShop } from '../../shop-context.ts';
import { Timestamp } from '../../timestamp.tsx';
import { ExecutionBadge } from '../badges.tsx';
import { sayFailure } from '../english.tsx';
import { NotAllowed } from '../not-allowed.tsx';
import { StopWithReason } from '../order/stop-with-reason.tsx';
import { isForbidden } from '../support-access.ts';
import { useSupport } from '../support-context.ts';
import { SupportPage } from '../support-page.tsx';
import { BulkDrawing } from './bulk-drawing.tsx';
import { BulkOrders } from './bulk-orders.tsx';
import { BulkStart } from './bulk-start.tsx';
import { doneOf, ITEM_STATES, lookOf, sayAction, sayProgress } from './bulk-words.ts';

const Summary = ({ progress }: { progress: BulkProgress }) => {
  const { action, count, counts, by, status, startedAt, stopped } = progress;
  const { text, bad } = sayProgress(progress);
  return (
    <section class="panel" aria-labelledby="progress">
      <h2 id="progress">
        {sayAction(action, count)} <ExecutionBadge status={status} />
      </h2>
      <p>
        Asked for by {by}, <Timestamp timestamp={startedAt} precision="seconds" />
      </p>
      <p class={bad ? 'trouble' : 'notice'}>{text}</p>
      {stopped && (
        <p>
          Stopped by {stopped.by}: {stopped.reason}
        </p>
      )}
      <p class="move">
        <label>
          {doneOf(progress)} of {count}
          <progress max={count} value={doneOf(progress)} />
        </label>
      </p>
      <ul class="bulk-counts">
        {ITEM_STATES.filter((state) => counts[state]).map((state) => {
          const [words, look] = lookOf(action, state);
          return (
            <li key={state}>
              <span class={`badge ${look}`}>{words}</span> <strong>{counts[state]}</strong>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const StopBulk = ({ bulk, running }: { bulk: BulkStore; running: boolean }) => (
  <StopWithReason running={running} action="Stop it" title="Stop it?" done="It was told to stop." stop={bulk.stop}>
    <p>Up to four orders that were begun are finished; all others stay as they are. It cannot be resumed.</p>
  </StopWithReason>
);

/** What a bulk that is over has left to do, of the orders that are shown. */
const Left = ({ progress: { status, action, items } }: { progress: BulkProgress }) => {
  if (status === 'RUNNING') return null;
  const left = items.flatMap(({ orderId, machine, redriveCount, aborted, occasion, state }): BulkItem[] => {
    if (state !== 'not-begun' && state !== 'failed-again') return [];
    if (action === 'resend') return [{ orderId, occasion }];
    // It was redriven once by this bulk.
    const seen = redriveCount === undefined || state === 'not-begun' ? redriveCount : redriveCount + 1;
    return [{ orderId, machine, redriveCount: seen, ...(state === 'not-begun' && { aborted }) }];
  });
  if (left.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="left">
      <h2 id="left">Left to do</h2>
      <p>
        Of those shown, {left.length} {left.length === 1 ? 'was' : 'were'} not begun or failed again. Once the cause is
        mended:
      </p>
      <BulkStart items={left} action={action} name="those left" />
    </section>
  );
};

const Shown = ({ id }: { id: string }) => {
  const support = useSupport();
  const { announcer } = useShop();
  const bulk = useMemo(() => support.bulk(id), []);
  const [from, setFrom] = useState(0);
  const progress = bulk.progress.value;
  const failure = bulk.failure.value;
  useEffect(() => bulk.start(), []);
  useEffect(() => {
    if (progress && progress.status !== 'RUNNING') announcer.say(sayProgress(progress).text);
  }, [progress?.status, progress?.counts.running]);
  if (isForbidden(failure)) return <NotAllowed />;
  const show = (first: number): void => {
    setFrom(first);
    bulk.show(first);
  };
  return (
    <>
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)}
        </p>
      )}
      {!progress && !failure && <p class="muted waiting">Looking it up …</p>}
      {progress && (
        <>
          <Summary progress={progress} />
          <StopBulk bulk={bulk} running={progress.status === 'RUNNING'} />
          <Left progress={progress} />
          <BulkOrders progress={progress} from={from} show={show} />
        </>
      )}
      <BulkDrawing id={id} bulk={bulk} />
      <p>
        <a href="/support/bulk">Others</a>
      </p>
    </>
  );
};

/** `/support/bulk/{id}`: how it stands with many orders that something is done with at once. */
export const BulkPage = () => {
  const id = useRoute().params.id ?? '';
  return (
    <SupportPage title="Many at once">
      <Shown key={id} id={id} />
    </SupportPage>
  );
};
