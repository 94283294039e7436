import type { Page } from 'playwright-core';

/** What has the focus, by what is read out for it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return '';
    return element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent.trim();
  })()`);

/** Presses Tab until this has the focus; throws when it is not reached, with what was. */
export const tabTo = async (page: Page, name: string): Promise<void> => {
  const reached: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === name) return;
    reached.push(now);
  }
  throw new Error(`Tab does not lead to "${name}", only to: ${reached.join(' | ')}`);
};

/** Whether what has the focus shows it. */
export const focusIsVisible = (page: Page): Promise<boolean> =>
  page.evaluate(`(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  })()`);
