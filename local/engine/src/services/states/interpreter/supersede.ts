import type { Frame } from './frame.ts';

/** Thrown when what a piece of work was for is over: the execution was stopped, or the state timed out. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** Ends what is under way for a frame and its children: calls, timers, evaluations. */
export const supersede = (frame: Frame): void => {
  frame.epoch += 1;
  cancelTimers(frame);
  frame.controller?.abort();
  frame.controller = undefined;
  for (const child of frame.children) supersede(child);
};

/** Cancels a frame's timers. */
export const cancelTimers = ({ timers }: Frame): void => {
  for (const cancel of timers) cancel();
  timers.clear();
};
