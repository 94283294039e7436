import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { KeysDialog } from './keys-dialog.tsx';
import { useShortcuts } from './use-shortcuts.ts';

const SEARCH_FIELD = 'search-order';
/** What a list leads to: what needs a person, orders found, products. */
const IN_LISTS = 'main .attention h3 a, main table.results tbody th a';

const focusInLists = (step: 1 | -1): void => {
  const links = [...document.querySelectorAll<HTMLElement>(IN_LISTS)];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step;
  links[next]?.focus();
};

/** Keys of every support page, and the button that tells them. */
export const Keyboard = () => {
  const { path, route } = useLocation();
  const [shown, setShown] = useState(false);
  useShortcuts({
    '/': () => {
      const field = document.getElementById(SEARCH_FIELD);
      if (field) field.focus();
      else route(path === '/support' ? path : '/support?find');
    },
    j: () => focusInLists(1),
    k: () => focusInLists(-1),
    '?': () => setShown(true),
  });
  return (
    <>
      <button type="button" class="button small quiet" onClick={() => setShown(true)}>
        Keys
      </button>
      {shown && <KeysDialog onClose={() => setShown(false)} />}
    </>
  );
};
