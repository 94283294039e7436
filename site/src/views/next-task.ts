/** What browsers have that can be told to go on before anything else. https://wicg.github.io/scheduling-apis/ */
interface Scheduler {
  yield?(): Promise<void>;
}

/** Goes on in a task of its own, so that the browser can answer a touch in between. */
export const nextTask = (): Promise<void> => {
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
};
