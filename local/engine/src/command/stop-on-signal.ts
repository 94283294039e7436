/** One Ctrl-C can come twice: from the terminal, and from npm, which hands it on. */
const SAME_SIGNAL_MS = 1000;

/** Stops in order at Ctrl-C and SIGTERM; another one, later, ends the process at once. */
export const stopOnSignal = (stop: () => Promise<void>, onError: (error: unknown) => void): void => {
  let stoppingSince: number | undefined;
  const onSignal = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(130);
      return;
    }
    stoppingSince = performance.now();
    stop().then(() => process.exit(0), onError);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
};
