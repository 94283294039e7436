import { useState } from 'preact/hooks';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import type { OrderActs } from '../../stores/order-acts.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { Timestamp } from '../timestamp.tsx';
import { useSay } from '../words.tsx';

/** Until when an order can be cancelled, by the API's clock and not the reader's; undefined where it cannot be. */
const cancellableUntil = (order: OrderResponse): string | undefined => {
  if (order.status === 'AwaitingCustomer' || order.status === 'UnderReview') {
    return order.question.answer ? undefined : order.question.until;
  }
  return order.status === 'Processed' && order.cancelRequested === undefined ? order.cancellableUntil : undefined;
};

interface CancelProps {
  order: OrderResponse;
  until: string;
  acts: OrderActs;
}

const Cancel = ({ order, until, acts }: CancelProps) => {
  const say = useSay();
  const [asked, setAsked] = useState(false);
  const busy = acts.busy.value;
  const cancel = (): void => {
    setAsked(false);
    void acts.cancel();
  };
  return (
    <div class="cancellation">
      <button
        type="button"
        class="button"
        aria-disabled={busy !== undefined}
        onClick={() => setAsked(busy === undefined)}
      >
        {say(busy === 'cancel' ? 'cancel.busy' : 'cancel.action')}
      </button>
      {order.status === 'Processed' && (
        <p class="muted">{say.parts('cancel.until', { until: <Timestamp timestamp={until} /> })}</p>
      )}
      {asked && (
        <ConfirmDialog
          title={say('cancel.title')}
          action={say('cancel.confirm')}
          back={say('cancel.keep')}
          dangerous
          onConfirm={cancel}
          onCancel={() => setAsked(false)}
        >
          <p>{say.parts('cancel.text', { orderId: <strong class="order-number">{order.orderId}</strong> })}</p>
        </ConfirmDialog>
      )}
    </div>
  );
};

/** The way to cancel an order, while there is one. */
export const Cancellation = ({ order, acts }: { order: OrderResponse; acts: OrderActs }) => {
  const until = cancellableUntil(order);
  return until === undefined ? null : <Cancel order={order} until={until} acts={acts} />;
};
