import { describe, expect, it } from 'vitest';
import { CLAIM_SECONDS } from '../../../lambdas/core/confirmation/claim-time.ts';
import { repeatsOf, type SeenSign } from '../../chaos/repeats.ts';

const MAIL = { orderId: '7K3M-9QXT-2V5H-A1BC', occasion: 'OrderProcessed' };

/** A sign of a mail, seen at a moment in a life. */
const sign = (what: SeenSign['what'], at: number, given: Partial<SeenSign> = {}): SeenSign => ({
  ...{ ...MAIL, what, at, isAnswerLost: false, life: 0 },
  ...given,
});
const lost = { isAnswerLost: true };
const later = { life: 1 };
const causes = (signs: readonly SeenSign[], diedAt: readonly number[] = []) =>
  repeatsOf(signs, diedAt).map(({ cause }) => cause);

const CLAIM_MS = CLAIM_SECONDS * 1000;
const claim = (at: number, given: Partial<SeenSign> = {}) => sign('claimed', at, { until: at + CLAIM_MS, ...given });
const claimed = claim(0);
const taken = sign('taken', 10);
const noting = sign('noting', 20);
/** The same mail again, from its claim on. */
const again = (given: Partial<SeenSign> = {}, at = CLAIM_MS) => [claim(at, given), sign('taken', at + 10, given)];
const failedTries = (count: number) =>
  Array.from({ length: count }, (_, nth) => [sign('noting', 20 + 20 * nth), sign('not noted', 30 + 20 * nth)]).flat();

describe('a mail that SES took once', () => {
  it('is no repeat, whatever failed around it, and those of other orders or occasions are none of it', () => {
    const others = [{ orderId: 'another' }, { occasion: 'OrderCancelled' }];
    const signs = [claimed, taken, ...failedTries(9), ...others.flatMap((other) => again(other))];
    expect(repeatsOf(signs, [15])).toEqual([]);
  });
});

describe('a mail that SES took again has a cause', () => {
  it('where the answer of the first was lost', () => {
    expect(causes([claimed, sign('taken', 10, lost), ...again()])).toEqual(['answer lost']);
  });

  it('where the first was found to be out only after the claim of the second', () => {
    const [claimedAgain = claimed, takenAgain = taken] = again();
    const signs = [claimed, sign('taken', 10, lost), claimedAgain, sign('noted', CLAIM_MS + 5), takenAgain];
    expect(causes(signs)).toEqual(['answer lost']);
  });

  it('where a step of the clock ended the claim of the first early', () => {
    const stepped = claim(31_000, { until: 2 * CLAIM_MS });
    expect(causes([claimed, sign('taken', 10, lost), stepped, sign('taken', 31_010)])).toEqual(['answer lost']);
  });

  it.each([
    ['before it was seen to note the first', [], 30],
    ['at a moment before SES took it, by the clock of another process', [], 5],
    ['while it noted the first', [noting], 1_500],
    ['while it tried that again', failedTries(3), 1_900],
  ])('where the shop was killed %s', (_when, since, diedAt) => {
    expect(causes([claimed, taken, ...since, ...again(later)], [diedAt])).toEqual(['killed']);
  });

  it('where every try to note the first failed', () => {
    expect(causes([claimed, taken, ...failedTries(4), ...again()])).toEqual(['never noted']);
  });

  it('each time its own', () => {
    const signs = [claimed, sign('taken', 10, lost), ...again(), ...again(later, 2 * CLAIM_MS)];
    expect(causes(signs, [CLAIM_MS + 500])).toEqual(['answer lost', 'killed']);
  });
});

describe('a mail that SES took again has no cause', () => {
  it.each([
    ['nothing happened to it', []],
    ['its sender gave up after three tries to note it', failedTries(3)],
    ['it was noted in the end', [...failedTries(9), sign('noted', 2_000)]],
  ])('where %s', (_what, since) => {
    expect(causes([claimed, taken, ...since, ...again()])).toEqual([undefined]);
  });

  it('where the answer was lost and it was noted all the same', () => {
    expect(causes([claimed, sign('taken', 10, lost), sign('noted', 5_000), ...again()])).toEqual([undefined]);
  });

  it('where the answer of another order’s mail was lost', () => {
    const other = [sign('taken', 5, { ...lost, orderId: 'another' })];
    expect(causes([claimed, ...other, taken, ...again()])).toEqual([undefined]);
  });

  it('where the answer of the second was lost, not of the first', () => {
    expect(causes([claimed, taken, ...again(lost)])).toEqual([undefined]);
  });

  it.each([
    ['long after its sender must have noted it', [taken, ...again(later)], [5_000]],
    ['in another life', [sign('taken', 10, later), ...again(later)], [15]],
    ['and it was noted before', [taken, noting, sign('noted', 25), ...again(later)], [30]],
    ['only after the second', [taken, ...again()], [30]],
    [
      'and it is sent a third time without a kill',
      [sign('taken', 10, lost), ...again(), ...again({}, 2 * CLAIM_MS)],
      [15],
    ],
  ])('where the shop was killed %s', (_when, signs, diedAt) => {
    expect(causes([claimed, ...signs], diedAt).at(-1)).toBeUndefined();
  });

  it('where it was sent under a claim of before, or under none: that would have told', () => {
    expect(causes([claimed, sign('taken', 10, lost), sign('taken', 20)])).toEqual([undefined]);
    expect(
      causes([claimed, claim(CLAIM_MS), sign('taken', CLAIM_MS + 10, lost), sign('taken', CLAIM_MS + 20)]),
    ).toEqual([undefined]);
  });

  it('where the answer was lost, and the claim of the first still counted', () => {
    expect(causes([claimed, sign('taken', 10, lost), ...again({}, CLAIM_MS - 1)])).toEqual([undefined]);
  });

  it('and is told with all that was seen of it', () => {
    const signs = [claimed, taken, ...again()];
    expect(repeatsOf(signs, [])).toEqual([{ ...MAIL, at: CLAIM_MS + 10, cause: undefined, signs }]);
  });
});
