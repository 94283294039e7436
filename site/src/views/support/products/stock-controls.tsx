import { useRef, useState } from 'preact/hooks';
import type { SupportProduct } from '../../../../../lambdas/core/contract/support-products.ts';
import type { StockWish } from '../../../stores/support/stock-changer.ts';

const MAX_UNITS = 1_000_000;
const UNITS = /^\d{1,7}$/;
/** By which others find the field, to focus it. */
export const STOCK_FIELD_ID = 'stock-units';

interface StockControlsProps {
  product: SupportProduct;
  busy: boolean;
  onChange: (wish: StockWish) => Promise<boolean>;
  onStop: () => void;
}

const faultOf = (text: string, least: number): string | undefined => {
  const units = Number(text);
  if (UNITS.test(text.trim()) && units >= least && units <= MAX_UNITS) return undefined;
  return `Please write a whole number from ${least} to 1,000,000.`;
};

/** A number and what to do with it. The number is no form's: Enter in it must neither add nor take. */
export const StockControls = ({ product, busy, onChange, onStop }: StockControlsProps) => {
  const [units, setUnits] = useState('');
  const [fault, setFault] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const isCounted = product.stock !== undefined;

  const act = async (change: 'add' | 'take' | 'start-counting'): Promise<void> => {
    if (busy) return;
    const found = faultOf(units, change === 'start-counting' ? 0 : 1);
    setFault(found);
    if (found) return field.current?.focus();
    if (await onChange({ change, units: Number(units) })) setUnits('');
  };
  const button = (change: 'add' | 'take' | 'start-counting', words: string, look = 'button') => (
    <button type="button" class={look} aria-disabled={busy} onClick={() => act(change)}>
      {words}
    </button>
  );

  return (
    <>
      <div class="field">
        <label for={STOCK_FIELD_ID}>{isCounted ? 'How many' : 'How many there are'}</label>
        <input
          ref={field}
          id={STOCK_FIELD_ID}
          inputMode="numeric"
          autocomplete="off"
          value={units}
          aria-invalid={fault !== undefined}
          aria-describedby={fault ? `${STOCK_FIELD_ID}-fault` : undefined}
          onInput={(event) => {
            setUnits(event.currentTarget.value);
            setFault(undefined);
          }}
        />
        <p id={`${STOCK_FIELD_ID}-fault`} class="fault">
          {fault}
        </p>
      </div>
      <div class="form-buttons">
        {isCounted ? (
          <>
            {button('add', 'Add to stock', 'button primary')}
            {button('take', 'Take from stock')}
            <button type="button" class="button quiet" aria-disabled={busy} onClick={() => busy || onStop()}>
              Stop counting …
            </button>
          </>
        ) : (
          button('start-counting', 'Start counting', 'button primary')
        )}
      </div>
    </>
  );
};
