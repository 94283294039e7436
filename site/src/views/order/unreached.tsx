import { useEffect } from 'preact/hooks';
import type { Mail } from '../../../../lambdas/core/contract/mail.ts';
import type { OrderResponse } from '../../../../lambdas/core/contract/order-answers.ts';
import { contactOf } from '../../../../lambdas/core/contract/shop.ts';
import type { SaySite } from '../../stores/languages.ts';
import { addressOf, unreachedOf } from '../../stores/mails.ts';
import { useShop } from '../shop-context.ts';
import { useSay } from '../words.tsx';

/** SES does not even try an address that is on one of its lists, and says so in this way. */
const SUPPRESSED = /^(Suppressed|OnAccountSuppressionList)$/;

/** What it means that a mail did not reach its reader; it may be nobody's fault, and is never said to be the reader's. */
const sayMeaning = (say: SaySite, { outcome, bounce }: Mail): string => {
  if (outcome === 'bounced') {
    return say(SUPPRESSED.test(bounce?.subtype ?? '') ? 'unreached.suppressed' : 'unreached.bounced');
  }
  return say(outcome === 'complained' || outcome === 'rejected' ? `unreached.${outcome}` : 'unreached.refused');
};

const WhatToDo = () => {
  const say = useSay();
  const contact = contactOf(useShop().settings);
  return (
    <p>
      {say('unreached.goesOn')}{' '}
      {contact
        ? say.parts('unreached.contact', { contact: <a href={contact.url}>{contact.text}</a> })
        : say('unreached.nextTime')}
    </p>
  );
};

const Notice = ({ mail, order }: { mail: Mail; order: OrderResponse }) => {
  const { announcer } = useShop();
  const say = useSay();
  const heading = say('unreached.title', { address: addressOf(mail, order) });
  useEffect(() => announcer.say(`${heading}.`), [heading]);
  return (
    <section class="trouble unreached" aria-labelledby="unreached">
      <h2 id="unreached">{heading}</h2>
      <p>{sayMeaning(say, mail)}</p>
      <WhatToDo />
    </section>
  );
};

/** That mails do not reach the customer, what that means, and what can be done; nothing where none failed. */
export const Unreached = ({ order }: { order: OrderResponse }) => {
  const mail = unreachedOf(order);
  return mail ? <Notice mail={mail} order={order} /> : null;
};
