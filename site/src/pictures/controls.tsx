import { Frame } from './frame.tsx';

const KEY_ROWS = [
  { y: 50, keys: [26, 37, 48, 59, 70, 81, 92, 103, 114, 125] },
  { y: 61, keys: [29, 40, 51, 62, 73, 84, 95, 106, 117] },
  { y: 72, keys: [32, 43, 54, 65, 76, 87, 98, 109] },
];

/** A keyboard with three rows of keys and a space bar. */
export const Keyboard = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="102" rx="62" ry="4" />
    <path class="cable" d="M80 40 C80 24 98 32 98 16" />
    <rect class="ink" x="18" y="40" width="124" height="58" rx="8" />
    {KEY_ROWS.map(({ y, keys }) =>
      keys.map((x) => <rect key={`${x}-${y}`} class="soft" x={x} y={y} width="9" height="8" rx="2" />),
    )}
    <rect class="warm" x="120" y="72" width="14" height="8" rx="2" />
    <rect class="soft" x="26" y="83" width="16" height="8" rx="2" />
    <rect class="accent" x="46" y="83" width="60" height="8" rx="2" />
    <rect class="soft" x="110" y="83" width="24" height="8" rx="2" />
  </Frame>
);

/** A mouse from above. */
export const Mouse = () => (
  <Frame>
    <ellipse class="shade" cx="84" cy="104" rx="34" ry="5" />
    <path class="paper line" d="M52 52 C52 28 64 16 80 16 S108 28 108 52 V70 C108 92 96 104 80 104 S52 92 52 70 Z" />
    <path class="accent" d="M52 52 C52 28 64 16 79 16 V54 H52 Z" />
    <path class="line" d="M52 54 H108 M80 16 V54" />
    <rect class="warm line" x="75" y="28" width="10" height="18" rx="5" />
  </Frame>
);

/** A webcam with an open shutter. */
export const Webcam = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="104" rx="36" ry="4" />
    <path class="paper line" d="M74 78 h12 l2 18 h-16 Z" />
    <rect class="paper line" x="56" y="94" width="48" height="8" rx="4" />
    <rect class="ink" x="30" y="26" width="100" height="54" rx="27" />
    <circle class="soft" cx="80" cy="53" r="20" />
    <circle class="accent" cx="80" cy="53" r="13" />
    <circle class="ink" cx="80" cy="53" r="6" />
    <circle class="paper" cx="75" cy="47" r="3" />
    <circle class="warm" cx="114" cy="53" r="3" />
  </Frame>
);
