import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Point, Rectangle } from '../../../machine/geometry.ts';
import {
  fitIn,
  fitScale,
  fitWhole,
  frameHeight,
  pan,
  reveal,
  type Size,
  type View,
  zoom,
} from '../../../machine/viewport.ts';

/** How one moves over a drawing. */
export interface Viewport {
  view: View;
  frame: Size;
  /** Whether it is shown larger than it fits. */
  zoomed: boolean;
  zoomBy: (factor: number) => void;
  panBy: (by: Point) => void;
  fitAll: () => void;
  fitWidth: () => void;
  /** Brings a part of the drawing into sight. */
  show: (part: Rectangle) => void;
}

const STEP_OF_WHEEL = 0.0022;
/** A pointer that moves less has clicked. */
const DRAG_FROM = 4;

const middleOf = ({ width, height }: Size): Point => ({ x: width / 2, y: height / 2 });

/** The size of an element, as it changes. */
const useSize = (element: RefObject<HTMLElement | null>): Size => {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return size;
};

type Change = (update: (view: View) => View) => void;

/** Zooms with the wheel while Ctrl or ⌘ is held, as pinching a touchpad does; else the page scrolls as ever. */
const useWheel = (element: RefObject<HTMLElement | null>, apply: (factor: number, about: Point) => void): void => {
  const latest = useRef(apply);
  latest.current = apply;
  useEffect(() => {
    const { current } = element;
    const onWheel = (event: WheelEvent): void => {
      if (!current || (!event.ctrlKey && !event.metaKey)) return;
      event.preventDefault();
      const { left, top } = current.getBoundingClientRect();
      latest.current(Math.exp(-event.deltaY * STEP_OF_WHEEL), { x: event.clientX - left, y: event.clientY - top });
    };
    // Not passive, as it takes the wheel from the page.
    current?.addEventListener('wheel', onWheel, { passive: false });
    return () => current?.removeEventListener('wheel', onWheel);
  }, []);
};

interface Gesture {
  panBy: (by: Point) => void;
  zoomAbout: (factor: number, about: Point) => void;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Moves with one pointer, zooms with two. */
const usePointers = (element: RefObject<HTMLElement | null>, gesture: Gesture): void => {
  const latest = useRef(gesture);
  latest.current = gesture;
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const pointers = new Map<number, Point>();
    let travelled = 0;
    const place = ({ clientX, clientY }: PointerEvent): Point => {
      const { left, top } = current.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      if (pointers.size === 0) travelled = 0;
      pointers.set(event.pointerId, place(event));
    };
    const onMove = (event: PointerEvent): void => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = place(event);
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      travelled += distance(before, now);
      if (travelled < DRAG_FROM) return;
      // From here on it is a drag, which a click on a state must not come of.
      current.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, now);
      if (other) latest.current.zoomAbout(distance(now, other) / Math.max(distance(before, other), 1), other);
      else latest.current.panBy({ x: now.x - before.x, y: now.y - before.y });
    };
    const onUp = (event: PointerEvent): void => {
      pointers.delete(event.pointerId);
    };
    const onClick = (event: MouseEvent): void => {
      if (travelled >= DRAG_FROM) event.stopPropagation();
      travelled = 0;
    };
    current.addEventListener('pointerdown', onDown);
    current.addEventListener('pointermove', onMove);
    current.addEventListener('pointerup', onUp);
    current.addEventListener('pointercancel', onUp);
    current.addEventListener('click', onClick, { capture: true });
    return () => {
      current.removeEventListener('pointerdown', onDown);
      current.removeEventListener('pointermove', onMove);
      current.removeEventListener('pointerup', onUp);
      current.removeEventListener('pointercancel', onUp);
      current.removeEventListener('click', onClick, { capture: true });
    };
  }, []);
};

/** Shows a drawing in a frame as wide as the element: zoomed and moved with mouse, touch, wheel and by call. */
export const useViewport = (element: RefObject<HTMLElement | null>, drawing: Size): Viewport => {
  const { width, height } = useSize(element);
  // On the whole screen the frame has the height that is there; else the drawing decides it.
  const isFull = element.current !== null && document.fullscreenElement?.contains(element.current) === true;
  const frame = { width, height: isFull ? height : frameHeight(drawing, width || drawing.width) };
  /** Undefined as long as the whole width is shown, `whole` while all of it is, both whatever the frame. */
  const [chosen, setChosen] = useState<View | 'whole'>();
  const viewOf = (choice: typeof chosen): View =>
    choice === 'whole' ? fitWhole(drawing, frame) : (choice ?? fitIn(drawing, frame));
  const view = viewOf(chosen);
  const change: Change = (update) => setChosen((before) => update(viewOf(before)));
  const zoomAbout = (factor: number, about: Point): void =>
    change((before) => zoom(before, factor, about, drawing, frame));
  const panBy = (by: Point): void => change((before) => pan(before, by, drawing, frame));

  useWheel(element, zoomAbout);
  usePointers(element, { panBy, zoomAbout });
  return {
    view,
    frame,
    zoomed: view.scale > fitScale(drawing, frame.width),
    zoomBy: (factor) => zoomAbout(factor, middleOf(frame)),
    panBy,
    fitAll: () => setChosen('whole'),
    fitWidth: () => setChosen(undefined),
    show: (part) => {
      const shown = reveal(view, part, frame);
      if (shown.x !== view.x || shown.y !== view.y) setChosen(shown);
    },
  };
};
