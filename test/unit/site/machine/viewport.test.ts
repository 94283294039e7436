import { describe, expect, it } from 'vitest';
import { fitIn, fitWhole, frameHeight, pan, reveal, zoom } from '../../../../site/src/machine/viewport.ts';

const drawing = { width: 600, height: 500 };
const frame = { width: 300, height: 250 };

describe('the view of a drawing', () => {
  it('fits its width, in the middle, and is never larger than it is', () => {
    expect(fitIn(drawing, frame)).toEqual({ scale: 0.5, x: 0, y: 0 });
    expect(fitIn(drawing, { width: 1000, height: 500 })).toEqual({ scale: 1, x: 200, y: 0 });
  });

  it('fits as a whole where that is wished, both ways', () => {
    expect(fitWhole(drawing, { width: 600, height: 250 })).toEqual({ scale: 0.5, x: 150, y: 0 });
    expect(fitWhole(drawing, { width: 300, height: 400 })).toEqual({ scale: 0.5, x: 0, y: 75 });
    expect(fitWhole(drawing, { width: 1000, height: 1000 })).toEqual({ scale: 1, x: 200, y: 250 });
    expect(fitWhole({ width: 300, height: 5000 }, { width: 300, height: 720 }).scale).toBe(0.2);
  });

  it('stays readable in a frame that is much too narrow', () => {
    expect(fitIn({ width: 3000, height: 500 }, frame).scale).toBe(0.45);
  });

  it('has a frame as high as the whole, within reason', () => {
    expect(frameHeight(drawing, 400)).toBe(334);
    expect(frameHeight({ width: 300, height: 50 }, 300)).toBe(240);
    expect(frameHeight({ width: 300, height: 5000 }, 900)).toBe(720);
  });

  it('zooms about a point, which stays where it is', () => {
    const before = { scale: 0.5, x: 10, y: 20 };
    const about = { x: 100, y: 80 };
    const after = zoom(before, 1.5, about, drawing, frame);
    const placeOf = (view: typeof before) => [(about.x - view.x) / view.scale, (about.y - view.y) / view.scale];
    expect(after.scale).toBe(0.75);
    expect(placeOf(after)).toEqual(placeOf(before).map((value) => expect.closeTo(value, 6)));
  });

  it('has limits: of size, and of how far it can be moved away', () => {
    const view = { scale: 1, x: 0, y: 0 };
    expect(zoom(view, 100, { x: 0, y: 0 }, drawing, frame).scale).toBe(2.5);
    expect(zoom(view, 0.001, { x: 0, y: 0 }, drawing, frame).scale).toBe(0.2);
    expect(pan(view, { x: 9999, y: -9999 }, drawing, frame)).toEqual({ scale: 1, x: 240, y: -440 });
  });

  it('moves as little as brings a part into sight, and not at all for what is in sight', () => {
    const view = { scale: 1, x: 0, y: 0 };
    expect(reveal(view, { x: 50, y: 50, width: 100, height: 50 }, frame)).toEqual(view);
    expect(reveal(view, { x: 400, y: 300, width: 100, height: 50 }, frame)).toEqual({ scale: 1, x: -212, y: -112 });
    expect(reveal(view, { x: -80, y: 0, width: 50, height: 50 }, frame)).toEqual({ scale: 1, x: 92, y: 12 });
  });
});
