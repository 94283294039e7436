import { useState } from 'preact/hooks';
import type { AttentionItem } from '../../../../../lambdas/core/contract/attention.ts';
import { countOf } from '../../../format/count.ts';
import type { MailTroubleList, Settling } from '../../../stores/support/mail-troubles.ts';
import { OutcomeNote } from '../../outcome-note.tsx';
import { useShop } from '../../shop-context.ts';
import { sayFailure } from '../english.tsx';
import { ReasonDialog } from '../order/reason-dialog.tsx';

const sayMails = (count: number): string => countOf(count, 'mail', 'mails');

/** How settling ended, and what of it was not done. */
const sayEnd = ({ count, settled, refused, failure }: Settling): string => {
  if (settled === count) return `${sayMails(settled)} settled.`;
  const left = count - settled - refused;
  return [
    `${settled} of ${sayMails(count)} settled.`,
    ...(refused > 0 ? [`${refused} ${refused === 1 ? 'stands' : 'stand'} otherwise by now: look again.`] : []),
    ...(failure ? [`${left} ${left === 1 ? 'is' : 'are'} as before: ${sayFailure(failure)}`] : []),
  ].join(' ');
};

const Progress = ({ settling: { count, settled, refused } }: { settling: Settling }) => (
  <p class="move">
    <label>
      Settled {settled} of {count}
      <progress max={count} value={settled + refused} />
    </label>
  </p>
);

interface SettleMailsProps {
  list: MailTroubleList;
  mails: readonly AttentionItem[];
  /** What these mails are, for those who hear the button apart from the list. */
  name: string;
  fresh: boolean;
  onSettled: () => Promise<void>;
}

/** Settles mails whose customers were reached otherwise, or of which nothing more is to be done; with a reason. */
export const SettleMails = ({ list, mails, name, fresh, onSettled }: SettleMailsProps) => {
  const { announcer } = useShop();
  const [asked, setAsked] = useState(false);
  const settling = list.settling.value;
  const running = settling?.running === true;
  const held = running || !fresh;
  const action = `Settle ${sayMails(mails.length)}`;
  const settle = async (reason: string): Promise<void> => {
    setAsked(false);
    const ended = await list.settle(mails, reason);
    // Where nothing is left, the list goes, and its note with it.
    announcer.say(sayEnd(ended));
    await onSettled();
  };
  return (
    <>
      <div class="remedy-buttons">
        <button type="button" class="button" aria-disabled={held} onClick={() => held || setAsked(true)}>
          {action}
          <span class="visually-hidden"> {name}</span>
        </button>
      </div>
      {settling &&
        (running ? (
          <Progress settling={settling} />
        ) : (
          <OutcomeNote outcome={{ text: sayEnd(settling), bad: settling.settled < settling.count }} />
        ))}
      {asked && (
        <ReasonDialog
          title={`${action}?`}
          action={action}
          reader="colleagues"
          onConfirm={(reason) => void settle(reason)}
          onCancel={() => setAsked(false)}
        >
          <p>
            For customers who were reached otherwise, or where nothing more is to be done: what is settled leaves this
            list. No mail is sent by it, and none is held back.
          </p>
          <p>Each order’s page tells who settled it and why. Should a mail fail anew, it is back in this list.</p>
        </ReasonDialog>
      )}
    </>
  );
};
