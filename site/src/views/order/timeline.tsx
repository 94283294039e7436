import { useState } from 'preact/hooks';
import type { OrderResponse } from '../../../../lambdas/core/contract/api.ts';
import { useShop } from '../shop-context.ts';
import { Timestamp } from '../timestamp.tsx';
import { Confirmation } from './confirmation.tsx';

/** After this, an order takes longer than nearly all do. */
const LONG_MILLISECONDS = 60_000;

const Pending = ({ since }: { since: number }) => (
  <li class="step current" aria-current="step">
    <h2>Being processed</h2>
    <p class="muted">
      {Date.now() - since > LONG_MILLISECONDS
        ? 'This takes longer than usual. Nothing is lost, and you need not wait here: “My orders” shows how it stands.'
        : 'This takes a few seconds. The page follows by itself.'}
    </p>
  </li>
);

const Decided = ({ order }: { order: Extract<OrderResponse, { processedAt: string }> }) => (
  <li class={order.status === 'Processed' ? 'step done' : 'step stopped'}>
    <h2>{order.status}</h2>
    <p class="muted">
      <Timestamp timestamp={order.processedAt} />
    </p>
  </li>
);

/** The way of an order: received, then processed or rejected, then told by e-mail where the shop sends any. */
export const Timeline = ({ order }: { order: OrderResponse }) => {
  const { confirmations } = useShop();
  const [openedAt] = useState(() => Date.now());
  const timestamp = 'timestamp' in order ? order.timestamp : undefined;
  return (
    <ol class="timeline" aria-label="How your order stands">
      <li class="step done">
        <h2>Received</h2>
        <p class="muted">{timestamp ? <Timestamp timestamp={timestamp} /> : 'We have it.'}</p>
      </li>
      {'processedAt' in order ? (
        <>
          <Decided order={order} />
          {(confirmations || order.confirmationSentAt !== undefined) && <Confirmation order={order} />}
        </>
      ) : (
        <Pending since={timestamp ? Date.parse(timestamp) : openedAt} />
      )}
    </ol>
  );
};
