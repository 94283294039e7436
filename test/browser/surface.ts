import { source as axe } from 'axe-core';
import type { Page } from 'playwright-core';

/** axe-core takes the colour of a text from `-webkit-text-fill-color`, which Chromium tells as the page has it also where the system chooses
 * the colours: the light text of a button seemed to be on the system's white. What is painted is `color`. */
const readPaintedColour = `{
  const told = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    return told.call(this, name === '-webkit-text-fill-color' ? 'color' : name);
  };
}`;

/** What axe-core finds on a page, with all its rules: `rule: element`. */
export const findViolations = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate('Boolean(globalThis.axe)'))) await page.evaluate(`${axe};${readPaintedColour}`);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
      id + ': ' + target.join(' ') + ' ' + failureSummary)))`);
};

/** By how many pixels a page is wider than the screen, so that it scrolls sideways. */
export const widthBeyond = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Adds up how much a page's content moves by itself, from its first moment on; gives the sum of the page that is shown. */
export const watchShifts = async (page: Page): Promise<() => Promise<number>> => {
  await page.addInitScript(`globalThis.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.layoutShift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });`);
  return () => page.evaluate('globalThis.layoutShift');
};
