import { useEffect, useMemo } from 'preact/hooks';
import { Timestamp } from '../../timestamp.tsx';
import { ExecutionBadge } from '../badges.tsx';
import { sayFailure } from '../english.tsx';
import { NotAllowed } from '../not-allowed.tsx';
import { isForbidden } from '../support-access.ts';
import { useSupport } from '../support-context.ts';
import { SupportPage } from '../support-page.tsx';
import { sayAction } from './bulk-words.ts';

const Newest = () => {
  const support = useSupport();
  const list = useMemo(() => support.bulks(), []);
  useEffect(() => {
    void list.load();
    return support.refreshing(list.load);
  }, []);
  const bulks = list.bulks.value;
  const failure = list.failure.value;
  if (isForbidden(failure)) return <NotAllowed />;
  return (
    <>
      <p>Redrives and mails of many orders, the newest ten. They are begun where orders need a person.</p>
      {failure && (
        <p class="trouble" role="alert">
          {sayFailure(failure)}
        </p>
      )}
      {!bulks && !failure && <p class="muted waiting">Looking them up …</p>}
      {bulks?.length === 0 && <p class="muted">There was none within 90 days.</p>}
      {bulks !== undefined && bulks.length > 0 && (
        <ul class="bulks">
          {bulks.map(({ id, action, count, by, status, startedAt }) => (
            <li key={id}>
              <a href={`/support/bulk/${id}`}>{sayAction(action, count)}</a> <ExecutionBadge status={status} />
              <br />
              <span class="muted small-text">
                <Timestamp timestamp={startedAt} precision="seconds" />, {by}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

/** `/support/bulk`: what was done with many orders at once. */
export const BulksPage = () => (
  <SupportPage title="Many at once">
    <Newest />
  </SupportPage>
);
