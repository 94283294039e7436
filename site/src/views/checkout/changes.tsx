import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { formatMoney } from '../../../../lambdas/core/contract/formats.ts';
import type { Total } from '../../stores/order-lines.ts';
import { focusTitle } from '../page.tsx';
import { useShop } from '../shop-context.ts';
import { useLocale, useSay } from '../words.tsx';
import { sayCartChange, sayChange } from './cart-words.ts';

interface NoticeProps {
  heading: string;
  sentences: readonly string[];
  children?: ComponentChildren;
}

const Notice = ({ heading, sentences, children }: NoticeProps) => (
  <div class="notice">
    <p>{heading}</p>
    <ul class="reasons">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
    {children}
  </div>
);

/** What is not as it was: when the order that was put back in the cart was placed, and when the cart was filled. */
export const Changes = () => {
  const { putBack, checkout } = useShop();
  const say = useSay();
  const locale = useLocale();
  const money = ({ cents, currency }: Total): string => formatMoney(cents, currency, locale);
  const sinceOrder = putBack.changes.value;
  const sinceFilled = checkout.changes.value;
  useEffect(() => putBack.dismiss, []);
  const accept = (): void => {
    checkout.acceptPrices();
    // The button is gone.
    focusTitle();
  };
  return (
    // There before it has anything to tell, so that it is read out when it does.
    <div role="status">
      {sinceOrder.length > 0 && (
        <Notice
          heading={say('changed.sinceOrder')}
          sentences={sinceOrder.map((change) => sayChange(say, change, money))}
        />
      )}
      {sinceFilled.length > 0 && (
        <Notice
          heading={say('changed.sinceFilled')}
          sentences={sinceFilled.map((change) => sayCartChange(say, change, money))}
        >
          {sinceFilled.some(({ kind }) => kind === 'price') && (
            <button type="button" class="button" onClick={accept}>
              {say('changed.accept')}
            </button>
          )}
        </Notice>
      )}
    </div>
  );
};
