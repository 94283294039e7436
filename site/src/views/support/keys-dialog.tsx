import { useEffect, useRef } from 'preact/hooks';
import { useSupport } from './support-context.ts';

const KEYS = [
  ['/', 'Search for orders'],
  ['j', 'Next in the list'],
  ['k', 'Previous in the list'],
  ['n', 'On an order: the next one of the list that was shown last'],
  ['p', 'On an order: the previous one of that list'],
  ['r', 'On an order: redrive, which asks before it does'],
  ['?', 'These keys'],
] as const;

/** Tells the keys of the support pages, and switches them off. */
export const KeysDialog = ({ onClose }: { onClose: () => void }) => {
  const { shortcuts } = useSupport();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">Keys of the support pages</h2>
      <dl class="keys">
        {KEYS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p>They do nothing while you type.</p>
      <p>
        <label class="check">
          <input
            type="checkbox"
            checked={shortcuts.signal.value}
            onChange={(event) => shortcuts.set(event.currentTarget.checked)}
          />{' '}
          Single keys are on
        </label>
      </p>
      <div class="dialog-buttons">
        <button type="button" class="button primary" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
};
