import type { FunctionComponent } from 'preact';
import { Dock, Laptop, Monitor } from './computers.tsx';
import { Keyboard, Mouse, Webcam } from './controls.tsx';
import { Backpack, DeskLamp, StandingDesk } from './desk.tsx';
import { type DrawingName, drawingNameOf } from './drawing-name.ts';
import { Cable, Charger, Headphones, Parcel } from './sound-and-power.tsx';
import { Microphone, OfficeChair, Speaker, Tablet } from './studio.tsx';

const DRAWINGS: Readonly<Record<DrawingName, FunctionComponent>> = {
  backpack: Backpack,
  lamp: DeskLamp,
  tablet: Tablet,
  chair: OfficeChair,
  desk: StandingDesk,
  laptop: Laptop,
  webcam: Webcam,
  monitor: Monitor,
  keyboard: Keyboard,
  mouse: Mouse,
  headphones: Headphones,
  microphone: Microphone,
  speaker: Speaker,
  dock: Dock,
  charger: Charger,
  cable: Cable,
  parcel: Parcel,
};

/** The drawing of a product, by its key. */
export const Picture = ({ product }: { product: string }) => {
  const Drawing = DRAWINGS[drawingNameOf(product)];
  return <Drawing />;
};
