import { type BulkProgress, bulkItemName } from '../../../../../lambdas/core/contract/bulk.ts';
import { sayMail } from '../mail-words.ts';
import { lookOf, sayWhy } from './bulk-words.ts';

interface BulkOrdersProps {
  progress: BulkProgress;
  from: number;
  show: (from: number) => void;
}

const PAGE = 100;

const sayWhich = (occasion: string | undefined) =>
  occasion !== undefined && <span class="muted"> “{sayMail(occasion)}”</span>;

/** What became of each order. */
export const BulkOrders = ({ progress: { action, items, count, next }, from, show }: BulkOrdersProps) => (
  <>
    <table class="table results">
      <caption>
        Orders {from + 1} to {from + items.length} of {count}
      </caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Result</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ orderId, machine, occasion, mail, state, ...why }) => (
          <tr key={bulkItemName({ orderId, occasion })}>
            <th scope="row">
              <a class="order-code" href={`/support/orders/${orderId}${machine ? `?machine=${machine}` : ''}`}>
                {orderId}
              </a>
              {sayWhich(mail?.occasion ?? occasion)}
            </th>
            <td data-label="Result">
              <div>
                <span class={`badge ${lookOf(action, state)[1]}`}>{lookOf(action, state)[0]}</span>
              </div>
            </td>
            <td data-label="Why">
              <div>{sayWhy(why)}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {(from > 0 || next !== undefined) && (
      <p class="remedy-buttons">
        <button type="button" class="button" disabled={from === 0} onClick={() => show(Math.max(0, from - PAGE))}>
          Orders before
        </button>
        <button type="button" class="button" disabled={next === undefined} onClick={() => show(next ?? from)}>
          Next orders
        </button>
      </p>
    )}
  </>
);
