import { describe, expect, it } from 'vitest';
import { pause, systemClock } from '../../src/kit/clock.ts';
import { createManualClock } from '../../src/testing/clock.ts';

describe('the machine clock', () => {
  it('runs work after its pause, and not at all once it is cancelled', async () => {
    const ran: string[] = [];
    const cancel = systemClock.after(1, () => ran.push('cancelled'));
    cancel();
    const before = systemClock.monotonic();
    await pause(systemClock, 5);
    expect(systemClock.monotonic() - before).toBeGreaterThanOrEqual(5);
    expect(ran).toEqual([]);
  });

  it('waits, rather than fire at once, for longer than a timer of Node can', async () => {
    let fired = false;
    const cancel = systemClock.after(3_000_000_000, () => {
      fired = true;
    });
    await pause(systemClock, 5);
    cancel();
    expect(fired).toBe(false);
  });
});

describe('a clock that a test moves', () => {
  it('stands still, then runs what falls due in its order, each at its own moment', async () => {
    const clock = createManualClock(1000);
    const seen: [string, number][] = [];
    clock.after(20, () => seen.push(['second', clock.now()]));
    clock.after(10, () => {
      seen.push(['first', clock.now()]);
      clock.after(5, () => seen.push(['between', clock.now()]));
    });
    clock.after(50, () => seen.push(['later', clock.now()]));
    expect(clock.untilNext()).toBe(10);
    await clock.advance(30);
    expect(seen).toEqual([
      ['first', 1010],
      ['between', 1015],
      ['second', 1020],
    ]);
    expect([clock.now(), clock.monotonic()]).toEqual([1030, 30]);
  });

  it('leaves pauses alone when the wall clock steps', async () => {
    const clock = createManualClock(10_000_000);
    let ran = false;
    clock.after(10, () => {
      ran = true;
    });
    clock.step(-3_600_000);
    expect(clock.now()).toBe(6_400_000);
    await clock.advance(10);
    expect(ran).toBe(true);
  });
});
