const LOCK = 'shop.outbox';

/** Does a task while no other tab does one; where the browser has no locks, right away. */
export const alone = async <T>(task: () => Promise<T>): Promise<T> => {
  const { locks } = navigator as { locks?: LockManager };
  return locks === undefined ? task() : await locks.request(LOCK, task);
};
