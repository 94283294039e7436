import { describe, expect, it, vi } from 'vitest';
import type { AttentionItem } from '../../../../lambdas/core/contract/attention.ts';
import type { Answer } from '../../../../site/src/api/answer.ts';
import { createMailTroubleList, mailName } from '../../../../site/src/stores/support/mail-troubles.ts';
import { noAnswer, ORDER_ID, ok, problem } from './fakes.ts';

const aMail = (occasion: string): AttentionItem => ({
  ...{ orderId: ORDER_ID, problem: 'not-mailed', since: `${occasion} bounced` },
  mail: { occasion, outcome: 'bounced' },
});
const mails = ['OrderProcessed', 'OrderCancelled', 'OrderRejected'].map(aMail);

/** A list whose settlements are answered one after the other: as done, where nothing else is given. */
const setUp = (...answers: Answer<never>[]) => {
  const asked: unknown[] = [];
  const told = { mails, more: false };
  const list = createMailTroubleList(
    {
      mailTroubles: async (of) => {
        asked.push(of);
        return ok(told);
      },
      settleMail: async (orderId, occasion, request) => {
        asked.push([orderId, occasion, request]);
        return answers.shift() ?? ok({ orderId, occasion });
      },
    },
    'not-mailed',
  );
  return { list, asked, told };
};

describe('mails that need a person', () => {
  it('are asked for anew only where all of them are shown', async () => {
    const { list, asked } = setUp();
    await list.refresh();
    expect(asked).toEqual([]);
    await list.showAll();
    await list.refresh();
    expect(asked).toEqual(['not-mailed', 'not-mailed']);
    expect(list.all.value?.mails).toEqual(mails);
  });

  it('are chosen by order and occasion, and no more where they are not shown', () => {
    const { list } = setUp();
    const [one, other] = mails.map(mailName);
    list.select(String(one), true);
    list.select(String(other), true);
    list.keep([String(other)]);
    expect([...list.selected.value]).toEqual([other]);
    list.select(String(other), false);
    expect(list.selected.value.size).toBe(0);
  });
});

describe('a list that is asked for while an answer is under way', () => {
  it('is asked for once more: the answer may be of before', async () => {
    const waiting: ((told: { mails: AttentionItem[]; more: boolean }) => void)[] = [];
    const list = createMailTroubleList(
      {
        mailTroubles: () => new Promise((answer) => waiting.push((told) => answer(ok(told)))),
        settleMail: async (orderId, occasion) => ok({ orderId, occasion }),
      },
      'not-mailed',
    );
    const shown = list.showAll();
    await list.refresh();
    waiting.shift()?.({ mails, more: false });
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    const [first, ...others] = mails;
    const anew = [...(first ? [{ ...first, since: 'it bounced again' }] : []), ...others];
    waiting.shift()?.({ mails: anew, more: false });
    await shown;
    expect(list.all.value?.mails).toEqual(anew);

    // What is settled meanwhile is not back by an answer of before.
    const refreshed = list.refresh();
    await list.settle(anew.slice(0, 1), 'Reached');
    waiting.shift()?.({ mails: anew, more: false });
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    waiting.shift()?.({ mails: others, more: false });
    await refreshed;
    expect(list.all.value?.mails).toEqual(others);
  });
});

describe('settling mails', () => {
  it('names the trouble of each that was seen, and takes each from the list once it is done', async () => {
    const { list, asked } = setUp();
    await list.showAll();
    const seen: unknown[] = [];
    list.settling.subscribe((value) => void seen.push(value?.settled, list.all.value?.mails.length));
    const ended = await list.settle(mails, 'Reached');
    expect(ended).toEqual({ count: 3, settled: 3, refused: 0, running: false });
    expect(asked.slice(1)).toEqual(
      mails.map(({ since, mail }) => [ORDER_ID, mail?.occasion, { since, reason: 'Reached' }]),
    );
    expect(seen).toEqual([undefined, 3, 0, 3, 1, 2, 2, 1, 3, 0, 3, 0]);
  });

  it('goes on where one stands otherwise by now, which stays in the list', async () => {
    const { list } = setUp(problem(409, 'mail-trouble-changed'));
    await list.showAll();
    expect(await list.settle(mails, 'Reached')).toEqual({ count: 3, settled: 2, refused: 1, running: false });
    expect(list.all.value?.mails).toEqual([mails[0]]);
  });

  it.each([noAnswer, problem(503, 'unavailable'), problem(403, 'forbidden')])(
    'ends where no answer tells that it was done, and tells why: %o',
    async (answer) => {
      const { list, asked } = setUp(ok({ orderId: ORDER_ID, occasion: 'x' }) as Answer<never>, answer);
      const ended = await list.settle(mails, 'Reached');
      expect(ended).toMatchObject({ count: 3, settled: 1, refused: 0, running: false });
      expect(ended.failure).toEqual(answer.ok ? undefined : answer.failure);
      expect(asked).toHaveLength(2);
    },
  );
});
