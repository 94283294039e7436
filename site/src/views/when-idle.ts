/** A page has had time to show itself by then, where the browser cannot tell. */
const LATER_MILLISECONDS = 300;

/** Does something that nobody waits for, once the page has nothing else to do; gives what calls it off. */
export const whenIdle = (task: () => void): (() => void) => {
  const { requestIdleCallback, cancelIdleCallback } = window as Partial<Window>;
  if (requestIdleCallback === undefined) {
    const timer = setTimeout(task, LATER_MILLISECONDS);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(task);
  return () => cancelIdleCallback?.(idle);
};
