import { useEffect } from 'preact/hooks';
import { Page } from './page.tsx';
import { useShop } from './shop-context.ts';
import { useSay } from './words.tsx';

/** Instead of a page that could not be loaded. */
export const NotLoaded = () => {
  const say = useSay();
  const { online } = useShop();
  const isOffline = !online.value;
  useEffect(() => (isOffline ? online.subscribe((isOnline) => isOnline && location.reload()) : undefined), [isOffline]);
  return (
    <Page title={say('notLoaded.title')}>
      <p>{say(isOffline ? 'failure.offline' : 'notLoaded.text')}</p>
      <p>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {say('notLoaded.again')}
        </button>
      </p>
    </Page>
  );
};
