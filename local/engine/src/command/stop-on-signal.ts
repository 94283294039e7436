/** Stops in order at Ctrl-C and SIGTERM; a second one ends the process at once. */
export const stopOnSignal = (stop: () => Promise<void>, onError: (error: unknown) => void): void => {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    stop().then(() => process.exit(0), onError);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
};
