import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { AttentionItem, MailProblem, MailTroubles } from '../../../../lambdas/core/contract/attention.ts';
import type { Failure } from '../../api/answer.ts';
import type { SupportApi } from '../../api/support-api.ts';
import { createSelection, type Selection } from './selection.ts';

/** How far it is with mails that are settled one after the other. */
export interface Settling {
  count: number;
  settled: number;
  /** Those that stand otherwise by now, and are left as they are. */
  refused: number;
  running: boolean;
  /** Why it ended before the last one: the others are as they were. */
  failure?: Failure;
}

/** The mails that need a person, of one problem. */
export interface MailTroubleList extends Selection {
  /** All of them; undefined until they were asked for. */
  readonly all: ReadonlySignal<MailTroubles | undefined>;
  readonly loading: ReadonlySignal<boolean>;
  /** Why they did not come. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Asks for all of them. */
  showAll(): Promise<void>;
  /** Asks anew, where all are shown, or asked for. */
  refresh(): Promise<void>;
  /** Undefined while nothing was settled. */
  readonly settling: ReadonlySignal<Settling | undefined>;
  /** Settles mails for one reason, one after the other, as each is noted by itself; what was settled stays so where it ends early. */
  settle(mails: readonly AttentionItem[], reason: string): Promise<Settling>;
}

/** What tells a mail from the others. */
export const mailName = ({ orderId, mail }: AttentionItem): string => `${orderId} ${mail?.occasion ?? ''}`;

/** Whether a mail stands otherwise than it was shown, so that the others may still be settled. */
const isRefusal = (failure: Failure): boolean =>
  failure.kind === 'problem' && (failure.problem.status === 404 || failure.problem.status === 409);

/** Mails of one problem of which those that came with the list are known. */
export const createMailTroubleList = (
  api: Pick<SupportApi, 'mailTroubles' | 'settleMail'>,
  problem: MailProblem,
): MailTroubleList => {
  const all = signal<MailTroubles | undefined>(undefined);
  const loading = signal(false);
  const failure = signal<Failure | undefined>(undefined);
  const settling = signal<Settling | undefined>(undefined);

  /** Whether what is being answered may be of before something was done or seen. */
  let overtaken = false;
  const load = async (): Promise<void> => {
    overtaken = loading.peek();
    if (overtaken) return;
    loading.value = true;
    let found = await api.mailTroubles(problem);
    while (overtaken) {
      overtaken = false;
      found = await api.mailTroubles(problem);
    }
    batch(() => {
      loading.value = false;
      failure.value = found.ok ? undefined : found.failure;
      if (found.ok) all.value = found.value;
    });
  };

  const settleOne = async ({ orderId, mail, since }: AttentionItem, reason: string): Promise<Failure | undefined> => {
    if (!mail) return undefined;
    const answer = await api.settleMail(orderId, mail.occasion, { since, reason });
    return answer.ok ? undefined : answer.failure;
  };

  const leave = (settled: AttentionItem): void => {
    overtaken = loading.peek();
    const shown = all.peek();
    if (shown) all.value = { ...shown, mails: shown.mails.filter((each) => mailName(each) !== mailName(settled)) };
  };

  return {
    ...{ ...createSelection(), all, loading, failure, settling },
    showAll: load,
    refresh: async () => {
      if (all.peek() || loading.peek()) await load();
    },
    settle: async (mails, reason) => {
      let now: Settling = { count: mails.length, settled: 0, refused: 0, running: true };
      settling.value = now;
      for (const mail of mails) {
        const failed = await settleOne(mail, reason);
        if (failed && !isRefusal(failed)) {
          now = { ...now, failure: failed };
          break;
        }
        now = failed ? { ...now, refused: now.refused + 1 } : { ...now, settled: now.settled + 1 };
        batch(() => {
          settling.value = now;
          if (!failed) leave(mail);
        });
      }
      now = { ...now, running: false };
      settling.value = now;
      return now;
    },
  };
};
