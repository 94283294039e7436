import { useEffect, useMemo } from 'preact/hooks';
import {
  type AttentionItem,
  MAX_MAIL_TROUBLES,
  type MailProblem,
} from '../../../../../lambdas/core/contract/attention.ts';
import type { BulkItem } from '../../../../../lambdas/core/contract/bulk.ts';
import { countOf } from '../../../format/count.ts';
import { type MailTroubleList, mailName } from '../../../stores/support/mail-troubles.ts';
import { BulkStart } from '../bulk/bulk-start.tsx';
import { sayFailure } from '../english.tsx';
import { useSupport } from '../support-context.ts';
import { AttentionItems } from './attention-items.tsx';
import { NeedKind } from './need-kind.tsx';
import { SettleMails } from './settle-mails.tsx';

/** What these mails are, after the words of a button. */
const NAMES: Readonly<Record<MailProblem, string>> = {
  'not-mailed': 'that did not arrive',
  'mail-unsent': 'that are late',
};

const toBulkItem = ({ orderId, mail }: AttentionItem): BulkItem => ({
  orderId,
  ...(mail && { occasion: mail.occasion }),
});

interface ShowAllProps {
  list: MailTroubleList;
  name: string;
  /** There are more than came with the list of what needs a person. */
  more: boolean;
}

/** Shows also those that did not come with the list, as many as are listed at all. */
const ShowAll = ({ list: { all, loading, failure, showAll }, name, more }: ShowAllProps) => (
  <>
    {more && all.value === undefined && (
      <button
        type="button"
        class="button small"
        aria-disabled={loading.value}
        onClick={() => loading.value || void showAll()}
      >
        {loading.value ? 'Looking up all …' : 'Show all'}
        <span class="visually-hidden"> {name}</span>
      </button>
    )}
    <p class="muted small-text" role="status">
      {all.value !== undefined &&
        (all.value.more
          ? `The oldest ${MAX_MAIL_TROUBLES} are shown; the others come after.`
          : `All ${countOf(all.value.mails.length, 'is', 'are')} shown.`)}
    </p>
    {failure.value && (
      <p class="trouble" role="alert">
        {sayFailure(failure.value)}
      </p>
    )}
  </>
);

interface MailKindProps {
  problem: MailProblem;
  title: string;
  count: number;
  more: boolean;
  /** Those that came with the list. */
  first: readonly AttentionItem[];
  /** How often that came; all of them follow it. */
  told: number;
  /** Not of before the page was opened: what is settled is the trouble that is shown. */
  fresh: boolean;
  mayAct: boolean;
  onSettled: () => Promise<void>;
}

/** Mails that need a person: those that are chosen, or all that are shown, are sent again or settled. */
export const MailKind = ({ problem, title, count, more, first, told, fresh, mayAct, onSettled }: MailKindProps) => {
  const support = useSupport();
  const list = useMemo(() => support.mailTroubles(problem), [problem]);
  const all = list.all.value;
  const shown = all?.mails ?? first;
  const name = NAMES[problem];
  useEffect(() => {
    void list.refresh();
  }, [told]);
  useEffect(() => list.keep(shown.map(mailName)), [shown]);
  const chosen = shown.filter((item) => list.selected.value.has(mailName(item)));
  const wanted = chosen.length > 0 ? chosen : shown;
  return (
    <NeedKind title={title} count={all?.mails.length ?? count} more={all?.more ?? more}>
      <ShowAll list={list} name={name} more={more} />
      {mayAct && (
        <div class="mail-acts">
          <BulkStart items={wanted.map(toBulkItem)} action="resend" name={name} />
          <SettleMails list={list} mails={wanted} name={name} fresh={fresh} onSettled={onSettled} />
        </div>
      )}
      <AttentionItems
        items={shown}
        selection={mayAct ? { selected: list.selected.value, select: list.select } : undefined}
      />
    </NeedKind>
  );
};
