import type { Clock } from '../../kit/clock.ts';
import { type Outcome, timedOut } from './outcome.ts';

/** The call that an environment is busy with. */
export interface CurrentCall {
  readonly requestId: string;
  readonly onLog?: ((text: string) => void) | undefined;
}

/** Waits for the one call that is under way. */
interface PendingCall {
  /** Resolves with what `settle` is given, or at the timeout. */
  expect(call: CurrentCall, seconds: number): Promise<Outcome>;
  /** Ignored where nothing is expected. */
  settle(outcome: Outcome): void;
  current(): CurrentCall | undefined;
}

/** `onTimeout` is called before the call is settled as timed out. */
export const createPendingCall = (
  clock: Clock,
  onTimeout: (call: CurrentCall, seconds: number) => void,
): PendingCall => {
  let pending: { readonly call: CurrentCall; readonly cancel: () => void; resolve(outcome: Outcome): void } | undefined;
  const settle = (outcome: Outcome): void => {
    const settled = pending;
    pending = undefined;
    settled?.cancel();
    settled?.resolve(outcome);
  };
  return {
    settle,
    current: () => pending?.call,
    expect: (call, seconds) =>
      new Promise((resolve) => {
        const cancel = clock.after(seconds * 1000, () => {
          onTimeout(call, seconds);
          settle(timedOut(call.requestId, seconds));
        });
        pending = { call, cancel, resolve };
      }),
  };
};
