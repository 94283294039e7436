import type { Point, Rectangle } from './geometry.ts';

/** The size of something. */
export interface Size {
  width: number;
  height: number;
}

/** Which part of a drawing is shown: a point of it is shown at `scale` times its place, plus `x` and `y`. */
export interface View extends Point {
  scale: number;
}

const MAX_SCALE = 2.5;
const MIN_SCALE = 0.2;
/** Smaller than this nothing can be read: a drawing that is wider is moved instead. */
const MIN_FIT_SCALE = 0.45;
/** How much of the drawing stays in sight, however far it is moved. */
const KEPT_IN_SIGHT = 60;
const MAX_FRAME_HEIGHT = 720;
const MIN_FRAME_HEIGHT = 240;
/** Beside a wide drawing stand the details of a state, which need some height. */
const WIDE = { from: 480, minFrameHeight: 440 };

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** The scale at which a drawing is as wide as its frame, never larger than it is. */
export const fitScale = (drawing: Size, frameWidth: number): number =>
  clamp(frameWidth / drawing.width, MIN_FIT_SCALE, 1);

/** How high a frame of this width is: the whole drawing, where that is not too high for a page. */
export const frameHeight = (drawing: Size, frameWidth: number): number =>
  clamp(
    Math.ceil(drawing.height * fitScale(drawing, frameWidth)),
    frameWidth >= WIDE.from ? WIDE.minFrameHeight : MIN_FRAME_HEIGHT,
    MAX_FRAME_HEIGHT,
  );

/** The whole width, in the middle and from the top. */
export const fitIn = (drawing: Size, frame: Size): View => {
  const scale = fitScale(drawing, frame.width);
  const spare = frame.height - drawing.height * scale;
  return { scale, x: Math.max((frame.width - drawing.width * scale) / 2, 0), y: Math.max(spare / 2, 0) };
};

/** The whole drawing, in the middle; never larger than it is. */
export const fitWhole = (drawing: Size, frame: Size): View => {
  const scale = clamp(Math.min(frame.width / drawing.width, frame.height / drawing.height), MIN_SCALE, 1);
  return {
    scale,
    x: Math.max((frame.width - drawing.width * scale) / 2, 0),
    y: Math.max((frame.height - drawing.height * scale) / 2, 0),
  };
};

/** Keeps some of the drawing in sight. */
const keepInSight = (view: View, drawing: Size, frame: Size): View => ({
  scale: view.scale,
  x: clamp(view.x, KEPT_IN_SIGHT - drawing.width * view.scale, frame.width - KEPT_IN_SIGHT),
  y: clamp(view.y, KEPT_IN_SIGHT - drawing.height * view.scale, frame.height - KEPT_IN_SIGHT),
});

/** Moves the drawing by so many pixels of the screen. */
export const pan = (view: View, by: Point, drawing: Size, frame: Size): View =>
  keepInSight({ ...view, x: view.x + by.x, y: view.y + by.y }, drawing, frame);

/** Zooms by a factor; what is at the point `about` of the frame stays there. */
export const zoom = (view: View, factor: number, about: Point, drawing: Size, frame: Size): View => {
  const scale = clamp(view.scale * factor, MIN_SCALE, MAX_SCALE);
  const change = scale / view.scale;
  const moved = { scale, x: about.x - (about.x - view.x) * change, y: about.y - (about.y - view.y) * change };
  return keepInSight(moved, drawing, frame);
};

/** How far to move so that a span is inside a longer one; its beginning counts where it is too long. */
const shiftInto = (start: number, length: number, size: number): number => {
  if (start < 0 || length > size) return -start;
  return Math.min(size - start - length, 0);
};

const MARGIN = 12;

/** Moves the drawing as little as shows all of a part of it. */
export const reveal = (view: View, part: Rectangle, frame: Size): View => {
  const x = part.x * view.scale + view.x - MARGIN;
  const y = part.y * view.scale + view.y - MARGIN;
  return {
    scale: view.scale,
    x: view.x + shiftInto(x, part.width * view.scale + 2 * MARGIN, frame.width),
    y: view.y + shiftInto(y, part.height * view.scale + 2 * MARGIN, frame.height),
  };
};
