/** The longest delay setTimeout takes, in milliseconds. */
const longest = 2_147_483_647;

/** Calls `work` once at a time (milliseconds since the epoch), however far away; returns what cancels it. */
export const callAt = (at: number, now: () => number, work: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const arm = (): void => {
    const delay = Math.max(0, at - now());
    timer = setTimeout(() => (now() < at ? arm() : work()), Math.min(delay, longest));
  };
  arm();
  return () => clearTimeout(timer);
};
