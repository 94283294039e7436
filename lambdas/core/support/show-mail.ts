import { isErased } from '../contract/erased.ts';
import type { Mail } from '../contract/mail.ts';
import type { ShownMail } from '../contract/shown-mail.ts';
import { parseOrderId } from '../order/order-id.ts';
import type { MailedOrders } from '../order/ports.ts';
import type { WriteMail } from './ports.ts';
import { recordAsTold } from './told-record.ts';

/** What showing a mail needs. */
interface ShowMailDependencies {
  orders: MailedOrders;
  write: WriteMail;
  /** The mailbox that mails come from; absent where none are sent. */
  from: string | undefined;
}

/** Why a mail is not shown; `mail-overtaken` means that the record has not kept what it told. */
export type ShowMailRefusal = 'order-not-found' | 'mail-not-found' | 'order-erased' | 'mail-overtaken';

/** When a mail says that it was sent before; known for certain of its second time alone. */
const sentBefore = ({ times, firstSentAt }: Mail): string | undefined =>
  times === undefined ? undefined : firstSentAt;

/** Makes the use case "show a mail as its reader saw it": it is written anew, by the templates that it was sent by, of the order
 * as it stood then as far as its record has kept that. */
export const createShowMail =
  ({ orders, write, from }: ShowMailDependencies) =>
  async (text: string, occasion: string): Promise<ShownMail | ShowMailRefusal> => {
    const orderId = parseOrderId(text);
    const order = orderId && (await orders.find(orderId));
    if (!order) return 'order-not-found';
    const mail = order.mails.find((each) => each.occasion === occasion);
    if (mail === undefined) return 'mail-not-found';
    const { record } = order;
    if (isErased(record)) return 'order-erased';
    const told = recordAsTold(record, mail);
    if (told === undefined) return 'mail-overtaken';
    const { eventType, sentAt, to = record.email, times = 1 } = mail;
    return {
      ...{ orderId: record.orderId, occasion, eventType, to },
      ...(from !== undefined && { from }),
      ...(sentAt !== undefined && { sentAt }),
      ...write(told.record, sentBefore(mail)),
      recordChanged: told.changed || times > 2,
    };
  };
