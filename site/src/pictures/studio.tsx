import { Frame } from './frame.tsx';

/** A tablet with a drawing on it, and its pen. */
export const Tablet = () => (
  <Frame>
    <ellipse class="shade" cx="76" cy="108" rx="52" ry="4" />
    <rect class="ink" x="30" y="12" width="84" height="94" rx="8" />
    <rect class="soft" x="37" y="19" width="70" height="80" rx="3" />
    <path class="accent" d="M37 84 L58 62 L72 76 L88 54 L107 74 V96 a3 3 0 0 1 -3 3 H40 a3 3 0 0 1 -3 -3 Z" />
    <circle class="warm" cx="56" cy="38" r="8" />
    <path class="paper line" d="M124 20 h8 v68 l-4 12 l-4 -12 Z" />
    <path class="line" d="M124 32 h8 M124 86 h8" />
  </Frame>
);

/** A speaker with two cones. */
export const Speaker = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="108" rx="40" ry="4" />
    <rect class="ink" x="46" y="10" width="68" height="96" rx="10" />
    <circle class="soft" cx="80" cy="32" r="11" />
    <circle class="warm" cx="80" cy="32" r="5" />
    <circle class="soft" cx="80" cy="74" r="25" />
    <circle class="accent" cx="80" cy="74" r="17" />
    <circle class="ink" cx="80" cy="74" r="7" />
    <path class="line" d="M126 58 C132 68 132 80 126 90 M34 58 C28 68 28 80 34 90" />
  </Frame>
);

/** A microphone on its foot. */
export const Microphone = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="106" rx="40" ry="4" />
    <path class="arm" d="M80 82 V98 M52 50 V58 C52 90 108 90 108 58 V50" />
    <rect class="ink" x="50" y="96" width="60" height="9" rx="4.5" />
    <rect class="accent line" x="62" y="12" width="36" height="60" rx="18" />
    <path class="paper line" d="M62 30 a18 18 0 0 1 36 0 v6 h-36 Z" />
    <path class="line" d="M72 20 V36 M80 14 V36 M88 20 V36" />
    <circle class="warm line" cx="80" cy="54" r="5" />
  </Frame>
);

/** A chair on castors. */
export const OfficeChair = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="112" rx="44" ry="4" />
    <path class="arm" d="M80 78 V96 M80 94 L54 104 M80 94 L106 104 M80 94 V106" />
    <circle class="ink" cx="52" cy="106" r="5" />
    <circle class="ink" cx="108" cy="106" r="5" />
    <circle class="ink" cx="80" cy="108" r="5" />
    <path class="accent line" d="M56 18 C56 10 104 10 104 18 L108 54 C108 60 52 60 52 54 Z" />
    <path class="line" d="M62 24 H98 M61 34 H99 M60 44 H100" />
    <path class="ink" d="M76 56 h8 v12 h-8 Z" />
    <rect class="warm line" x="44" y="66" width="72" height="14" rx="7" />
    <path class="line" d="M40 50 V66 H46 M120 50 V66 H114" />
  </Frame>
);
