import { Page } from './page.tsx';
import { useSay } from './words.tsx';

/** Instead of a page that could not be loaded. */
export const NotLoaded = () => {
  const say = useSay();
  return (
    <Page title={say('notLoaded.title')}>
      <p>{say('notLoaded.text')}</p>
      <p>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {say('notLoaded.again')}
        </button>
      </p>
    </Page>
  );
};
