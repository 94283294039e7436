import { isErased } from '../../../../../lambdas/core/contract/erased.ts';
import { latestOccasionOf } from '../../../../../lambdas/core/contract/latest-mail.ts';
import type { ShownOrder } from '../../../../../lambdas/core/contract/order.ts';
import { expectedMail, mailsOf } from '../../../stores/mails.ts';
import type { OrderTrace } from '../../../stores/support/order-trace.ts';
import { useShop } from '../../shop-context.ts';
import { useMayAct } from '../support-access.ts';
import { MailItem } from './mail-item.tsx';

const List = ({ trace, order }: { trace: OrderTrace; order: ShownOrder }) => {
  const { confirmations } = useShop();
  const expected = confirmations ? expectedMail(order) : undefined;
  const mails = [...mailsOf(order), ...(expected ? [expected] : [])];
  if (mails.length === 0) return null;
  const latest = latestOccasionOf(order);
  const mayAct = useMayAct();
  const erased = isErased(order);
  const isOpen = mayAct && !erased;
  return (
    <section class="mails" aria-labelledby="mails">
      <h2 id="mails">Mails</h2>
      {erased && (
        <p class="muted">None can be sent again or shown: the person was erased, and nobody is left to write to.</p>
      )}
      <ul>
        {mails.map((mail) => (
          <MailItem
            key={mail.occasion}
            trace={trace}
            order={order}
            mail={mail}
            canShow={isOpen && mail !== expected}
            canSend={isOpen && mail.occasion === latest}
          />
        ))}
      </ul>
    </section>
  );
};

/** The mails about an order, and what became of each; nothing where there are none. */
export const Mails = ({ trace }: { trace: OrderTrace }) => {
  const order = trace.order.value;
  return order && 'timestamp' in order ? <List trace={trace} order={order} /> : null;
};
