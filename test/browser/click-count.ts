import type { Page } from 'playwright-core';

/** Counts what a person does on a page: presses of a button, a link or a box, and texts that are written. */
export interface ClickCount {
  /** Since the last time that this was asked. */
  since(): Promise<number>;
  total(): number;
}

/** Counts from now on, over reloads, too. */
export const countClicks = async (page: Page): Promise<ClickCount> => {
  let total = 0;
  let told = 0;
  await page.exposeBinding('countClick', () => {
    total += 1;
  });
  await page.addInitScript(`for (const type of ['pointerdown', 'change'])
    document.addEventListener(type, ({ target }) => {
      if (type === 'pointerdown' || target.matches('textarea')) countClick();
    }, true);`);
  return {
    since: async () => {
      // What was counted last is told before this is answered.
      await page.evaluate('undefined');
      const count = total - told;
      told = total;
      return count;
    },
    total: () => total,
  };
};
