import { systemClock } from 'local-aws/testing';

/** The machine's clock, whose short waits end early: pauses that a workflow makes for the sake of an account's quotas, not time-outs. */
export const hurriedClock = (upToMs: number, timesAsFast: number): typeof systemClock => ({
  ...systemClock,
  after: (ms, work) => systemClock.after(ms <= upToMs ? ms / timesAsFast : ms, work),
});
