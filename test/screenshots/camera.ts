import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type VisitorOptions, visit } from '../browser/visitor.ts';
import { smallPng } from './small-png.ts';
import type { Shot } from './tour.ts';

/** Goes on a tour with a device and keeps its pictures, or `only` these, under their names with the suffix. */
export type Camera = (
  device: VisitorOptions,
  suffix: string,
  tour: (page: Page, shot: Shot) => Promise<void>,
  only?: readonly string[],
) => Promise<void>;

/** Keeps pictures in a folder of the project; throws when the site gave a visitor something to complain of. */
export const cameraOf =
  (browser: Browser, origins: Parameters<typeof visit>[1], project: string, album: string): Camera =>
  async (device, suffix, tour, only) => {
    mkdirSync(join(project, album), { recursive: true });
    const visitor = await visit(browser, origins, device);
    const shot: Shot = async (name, whole = true) => {
      if (only && !only.includes(name)) return;
      // What was clicked last must not look pointed at.
      await visitor.page.mouse.move(0, 0);
      const file = `${album}/${name}${suffix}.png`;
      const picture = smallPng(
        await visitor.page.screenshot({ fullPage: whole, animations: 'disabled', caret: 'hide' }),
      );
      writeFileSync(join(project, file), picture);
      console.log(`${file}  ${Math.round(picture.length / 1024)} KB`);
    };
    await tour(visitor.page, shot);
    await visitor.leave();
    const complaints = visitor.complaints();
    if (complaints.length > 0) throw new Error(`the site is not well:\n${complaints.join('\n')}`);
  };
