import { useEffect, useRef } from 'preact/hooks';
import type { DraftField, FieldChange } from '../../../stores/support/product-draft.ts';

const NAMES: Readonly<Record<DraftField, string>> = {
  product: 'Key',
  name: 'Name',
  description: 'Description',
  price: 'Price',
  currency: 'Currency',
  maxPerOrder: 'At most in one order',
  available: 'On sale',
};

/** What somebody else changed while this form was open. It takes the focus, as nothing was saved. */
export const Theirs = ({ changes, onTake }: { changes: readonly FieldChange[]; onTake: () => void }) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [changes]);
  return (
    <div ref={box} class="trouble theirs" role="alert" tabIndex={-1}>
      <p>
        Somebody else changed this product while you were writing. Nothing of yours is saved yet, and what you typed is
        still here. They changed:
      </p>
      <ul>
        {changes.map(({ field, before, now }) => (
          <li key={field}>
            {NAMES[field]}: <del>{before}</del> <span aria-hidden="true">→</span>{' '}
            <ins>
              <span class="visually-hidden">now </span>
              {now}
            </ins>
          </li>
        ))}
      </ul>
      <p>Save to put what you typed over it, or leave yours.</p>
      <button type="button" class="button" onClick={onTake}>
        Leave mine, take theirs
      </button>
    </div>
  );
};
