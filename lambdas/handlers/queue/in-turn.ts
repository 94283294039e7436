/** Works through items one after the other, but lets a slow one keep nobody waiting: the next begins when the one before is done,
 * or `slowMs` after that began. The answers are in the order of the items. `work` must not throw. */
export const inTurn = async <T, R>(
  items: readonly T[],
  slowMs: number,
  work: (item: T) => Promise<R>,
): Promise<Awaited<R>[]> => {
  const begun: Promise<R>[] = [];
  for (const item of items) {
    const working = work(item);
    begun.push(working);
    await doneOrAfter(working, slowMs);
  }
  return Promise.all(begun);
};

const doneOrAfter = async (working: Promise<unknown>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((pass) => {
    timer = setTimeout(pass, ms);
  });
  await Promise.race([working, passed]);
  clearTimeout(timer);
};
