import { neighbourOf } from '../../../stores/support/shortcuts.ts';
import { useSupport } from '../support-context.ts';

/** Where an order stands in the list from which it was opened, and the ones beside it: work goes on without a way back. */
export const InList = ({ orderId }: { orderId: string }) => {
  const { orderIds } = useSupport().lastList;
  const at = orderIds.indexOf(orderId);
  if (at === -1 || orderIds.length < 2) return null;
  const ways: [string, string | undefined][] = [
    ['Previous', neighbourOf(orderIds, orderId, -1)],
    ['Next', neighbourOf(orderIds, orderId, 1)],
  ];
  return (
    <nav class="remedy-buttons in-list" aria-label="The list">
      <span class="muted">
        {at + 1} of {orderIds.length} in the list
      </span>
      {ways.map(
        ([words, other]) =>
          other !== undefined && (
            <a key={words} class="button small" href={`/support/orders/${other}`}>
              {words}
              <span class="visually-hidden">, {other}</span>
            </a>
          ),
      )}
    </nav>
  );
};
