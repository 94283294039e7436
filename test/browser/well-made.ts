import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findViolations, widthBeyond } from './surface.ts';

/** Nothing that axe-core finds, in dark, forced colours and light, and nothing beyond the edge of a narrow phone. */
export const isWellMade = async (page: Page): Promise<void> => {
  for (const look of [{ colorScheme: 'dark' }, { forcedColors: 'active' }, {}] as const) {
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...look });
    expect(await findViolations(page)).toEqual([]);
  }
  const desktop = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 740 });
  expect(await widthBeyond(page)).toBe(0);
  if (desktop) await page.setViewportSize(desktop);
};
