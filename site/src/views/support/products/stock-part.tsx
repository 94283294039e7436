import { useState } from 'preact/hooks';
import type { SupportProduct } from '../../../../../lambdas/core/contract/support-products.ts';
import type { StockChanger, StockWish } from '../../../stores/support/stock-changer.ts';
import { ConfirmDialog } from '../../confirm-dialog.tsx';
import { OutcomeNote } from '../../outcome-note.tsx';
import { sayFailure } from '../english.tsx';
import { STOCK_FIELD_ID, StockControls } from './stock-controls.tsx';
import { sayDone, sayUnsettled } from './stock-words.ts';

const Left = ({ stock }: { stock: number | undefined }) => (
  <p>
    {stock === undefined ? (
      'It is not counted: there is always enough of it.'
    ) : (
      <>
        <strong class="stock-number">{stock}</strong> left
      </>
    )}
  </p>
);

interface UnsettledProps {
  wish: StockWish;
  busy: boolean;
  changer: StockChanger;
}

/** While it is not known whether a change was made, that comes first: another one might be the same once more. */
const Unsettled = ({ wish, busy, changer }: UnsettledProps) => {
  const leave = async (): Promise<void> => {
    await changer.giveUp();
    // The button is gone.
    document.getElementById(STOCK_FIELD_ID)?.focus();
  };
  return (
    <div class="trouble" role="alert">
      <p>{sayUnsettled(wish)}</p>
      <div class="form-buttons">
        <button type="button" class="button" aria-disabled={busy} onClick={changer.again}>
          Try again
        </button>
        <button type="button" class="button quiet" aria-disabled={busy} onClick={leave}>
          Leave it, and look
        </button>
      </div>
    </div>
  );
};

/** How many of a product are left, and the ways to add to that or take from it. */
export const StockPart = ({ product, changer }: { product: SupportProduct; changer: StockChanger }) => {
  const [asked, setAsked] = useState(false);
  const { busy, unsettled, done, failure } = changer.state.value;
  return (
    <section class="panel stock" aria-labelledby="stock">
      <h2 id="stock">Stock</h2>
      <Left stock={product.stock} />
      {unsettled ? (
        <Unsettled wish={unsettled} busy={busy} changer={changer} />
      ) : (
        <StockControls product={product} busy={busy} onChange={changer.change} onStop={() => setAsked(true)} />
      )}
      {done && <OutcomeNote key={done.product.stockRevision} outcome={{ text: sayDone(done), bad: false }} />}
      {!unsettled && failure && <OutcomeNote outcome={{ text: sayFailure(failure), bad: true }} />}
      {asked && (
        <ConfirmDialog
          title="Count it no more?"
          action="Stop counting"
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            void changer.change({ change: 'stop-counting' });
          }}
        >
          <p>Then any number of it can be ordered, and the {product.stock} that are left are forgotten.</p>
        </ConfirmDialog>
      )}
    </section>
  );
};
