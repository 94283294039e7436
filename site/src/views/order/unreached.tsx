import { useEffect } from 'preact/hooks';
import type { Mail } from '../../../../lambdas/core/contract/mail.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { contactOf } from '../../../../lambdas/core/contract/shop.ts';
import { addressOf, unreachedOf } from '../../stores/mails.ts';
import { useShop } from '../shop-context.ts';

/** SES does not even try an address that is on one of its lists, and says so in this way. */
const SUPPRESSED = /^(Suppressed|OnAccountSuppressionList)$/;

/** What it means that a mail did not reach its reader; it may be nobody's fault, and is never said to be the reader's. */
const meaningOf = ({ outcome, bounce }: Mail): string => {
  switch (outcome) {
    case 'bounced':
      return SUPPRESSED.test(bounce?.subtype ?? '')
        ? 'Earlier mail to this address came back, so our mail service did not try it again.'
        : 'The mail server of this address answered that it takes no mail for it. There may be a letter too many or too few in it, or the mailbox is gone.';
    case 'complained':
      return 'Our e-mail was reported as unwanted there. Mail programs do that by a click, and some by themselves. Our mail service may hold back what we send you next.';
    case 'rejected':
      return 'Our mail service held the e-mail back. This has nothing to do with your mailbox.';
    default:
      return 'Our mail service cannot send to an address that is written like this.';
  }
};

const WhatToDo = () => {
  const contact = contactOf(useShop().settings);
  return (
    <p>
      Your order goes on all the same, and this page tells everything that our mails would.{' '}
      {contact ? (
        <>
          If you want to be reached at another address, or have a question, a person answers at{' '}
          <a href={contact.url}>{contact.text}</a>.
        </>
      ) : (
        'For your next order you can sign in with another address.'
      )}
    </p>
  );
};

const Notice = ({ mail, order }: { mail: Mail; order: OrderResponse }) => {
  const { announcer } = useShop();
  const heading = `We could not reach you at ${addressOf(mail, order)}`;
  useEffect(() => announcer.say(`${heading}.`), [heading]);
  return (
    <section class="trouble unreached" aria-labelledby="unreached">
      <h2 id="unreached">{heading}</h2>
      <p>{meaningOf(mail)}</p>
      <WhatToDo />
    </section>
  );
};

/** That mails do not reach the customer, what that means, and what can be done; nothing where none failed. */
export const Unreached = ({ order }: { order: OrderResponse }) => {
  const mail = unreachedOf(order);
  return mail ? <Notice mail={mail} order={order} /> : null;
};
