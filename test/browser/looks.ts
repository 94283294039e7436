import type { Page } from 'playwright-core';
import { forEachPage } from './pages.ts';
import type { Site } from './site.ts';
import { findViolations, widthBeyond } from './surface.ts';

/** What was found on each page, by the page's name. */
type Found<T> = Record<string, T>;

const desk = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };
const smallPhone = { width: 320, height: 740 };

/** Two walks past every page: each page is looked at in every way before the walk goes on, so that the way there is gone once. */
export const createLooks = (site: Site) => {
  let deskWalk: Promise<Record<'light' | 'dark' | 'narrow', Found<string[]>>> | undefined;
  let phoneWalk: Promise<Record<360 | 320, Found<number>>> | undefined;
  return {
    /** What axe-core finds on each page: in light, in dark, and in a window as narrow as a phone. */
    atDesk: () => {
      deskWalk ??= walkAtDesk(site);
      return deskWalk;
    },
    /** By how many pixels each page is wider than a phone of this width. */
    onPhone: () => {
      phoneWalk ??= walkOnPhone(site);
      return phoneWalk;
    },
  };
};

const walkAtDesk = async (site: Site) => {
  const found = { light: {}, dark: {}, narrow: {} } as Record<'light' | 'dark' | 'narrow', Found<string[]>>;
  await forEachPage(site, { colorScheme: 'light', viewport: desk }, async (name, page) => {
    found.light[name] = await findViolations(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    found.dark[name] = await findViolations(page);
    await page.emulateMedia({ colorScheme: 'light' });
    found.narrow[name] = await atSize(page, phone, desk, findViolations);
  });
  return found;
};

const walkOnPhone = async (site: Site) => {
  const beyond: Record<360 | 320, Found<number>> = { 360: {}, 320: {} };
  await forEachPage(site, { viewport: phone, isMobile: true, hasTouch: true }, async (name, page) => {
    beyond[360][name] = await widthBeyond(page);
    beyond[320][name] = await atSize(page, smallPhone, phone, widthBeyond);
  });
  return beyond;
};

type Size = Readonly<Record<'width' | 'height', number>>;

/** Looks at a page in another size, once it is laid out so, and puts it back. */
const atSize = async <T>(page: Page, size: Size, before: Size, look: (page: Page) => Promise<T>): Promise<T> => {
  await page.setViewportSize(size);
  await page.waitForFunction(`innerWidth === ${size.width}`);
  const seen = await look(page);
  await page.setViewportSize(before);
  return seen;
};
