import type { FunctionComponent } from 'preact';
import { Dock, Laptop, Monitor } from './computers.tsx';
import { Keyboard, Mouse, Webcam } from './controls.tsx';
import { Backpack, DeskLamp, StandingDesk } from './desk.tsx';
import { Cable, Charger, Headphones, Parcel } from './sound-and-power.tsx';

/** By what a product's key says; the first that fits, so the more special words come first. */
const DRAWINGS: readonly (readonly [word: RegExp, drawing: FunctionComponent])[] = [
  [/backpack|bag/i, Backpack],
  [/lamp|light/i, DeskLamp],
  [/desk|table/i, StandingDesk],
  [/laptop|notebook/i, Laptop],
  [/webcam|camera/i, Webcam],
  [/monitor|screen|display/i, Monitor],
  [/keyboard/i, Keyboard],
  [/mouse/i, Mouse],
  [/head(phone|set)/i, Headphones],
  [/dock|hub/i, Dock],
  [/charger|adapter/i, Charger],
  [/cable/i, Cable],
];

/** The drawing of a product, by its key. */
export const Picture = ({ product }: { product: string }) => {
  const Drawing = DRAWINGS.find(([word]) => word.test(product))?.[1] ?? Parcel;
  return <Drawing />;
};
