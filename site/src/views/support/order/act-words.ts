import type { Action, ActivityEntry } from '../../../../../lambdas/core/contract/activity.ts';

const ACTIONS: Readonly<Record<Action, string>> = {
  'redrive-order': 'Redrive',
  'resend-confirmation': 'Mail sent again',
  'settle-mail': 'Mail settled',
  'review-order': 'Review',
  'hand-on-answer': 'Answer handed on',
  'cancel-order': 'Cancellation',
  'stop-execution': 'Execution stopped',
  'write-product': 'Product changed',
  'change-stock': 'Stock changed',
  'discard-dead-letter': 'Dead letter discarded',
  'redrive-dead-letters': 'Dead letters moved back',
  'bulk-redrive': 'Many redriven',
  'bulk-resend': 'Many mails sent again',
  'stop-bulk': 'Many at once stopped',
  note: 'Note',
  'redrive-dead-letter': 'Dead letter moved back',
  claim: 'Taken care of',
  release: 'Taken care of no more',
};

/** What was done, in a few words. */
export const sayAct = ({ action, details }: ActivityEntry): string => {
  if (action === 'redrive-order' && details?.fresh === true) return 'Started afresh';
  if (action === 'review-order') return details?.decision === 'approve' ? 'Approved' : 'Rejected';
  return ACTIONS[action];
};

const RESULTS = { done: 'done', refused: 'refused', failed: 'failed: what was done of it is not known' } as const;

/** How an act ended. */
export const sayResult = ({ action, outcome }: ActivityEntry): string => {
  if (action === 'note' || action === 'claim' || action === 'release') return '';
  if (outcome === undefined) return 'under way, or its end could not be noted';
  const { result, code } = outcome;
  return code === undefined ? RESULTS[result] : `${RESULTS[result]} (${code})`;
};
