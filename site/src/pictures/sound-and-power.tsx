import { Frame } from './frame.tsx';

/** Over-ear headphones. */
export const Headphones = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="106" rx="46" ry="4" />
    <path class="band" d="M40 70 C40 34 56 18 80 18 S120 34 120 70" />
    <path class="line" d="M50 66 C50 40 62 28 80 28 S110 40 110 66" />
    <rect class="ink" x="30" y="62" width="14" height="34" rx="7" />
    <rect class="ink" x="116" y="62" width="14" height="34" rx="7" />
    <rect class="accent line" x="40" y="58" width="18" height="42" rx="9" />
    <rect class="accent line" x="102" y="58" width="18" height="42" rx="9" />
    <circle class="warm" cx="37" cy="79" r="3" />
    <circle class="warm" cx="123" cy="79" r="3" />
  </Frame>
);

/** A charger with its plug. */
export const Charger = () => (
  <Frame>
    <ellipse class="shade" cx="76" cy="104" rx="44" ry="4" />
    <path class="arm" d="M62 32 V14 M88 32 V14" />
    <rect class="paper line" x="42" y="32" width="66" height="68" rx="12" />
    <path class="soft" d="M44 44 a10 10 0 0 1 10 -10 h42 a10 10 0 0 1 10 10 v6 h-62 Z" />
    <path class="warm line" d="M80 48 L62 72 H74 L68 90 L90 64 H77 Z" />
    <path class="cable" d="M108 84 C132 84 118 56 140 56" />
  </Frame>
);

/** A coiled cable with two plugs. */
export const Cable = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="106" rx="46" ry="4" />
    <ellipse class="cable" cx="80" cy="60" rx="44" ry="36" />
    <ellipse class="cable" cx="80" cy="60" rx="34" ry="27" />
    <path class="cable" d="M50 46 C56 36 66 32 80 33" />
    <rect class="warm line" x="66" y="88" width="28" height="14" rx="4" />
    <path class="cable" d="M122 50 C128 38 128 32 128 28" />
    <rect class="ink" x="121" y="14" width="14" height="20" rx="4" />
    <rect class="soft" x="124" y="6" width="8" height="9" rx="2" />
    <path class="cable" d="M38 50 C30 38 32 34 32 28" />
    <rect class="ink" x="25" y="14" width="14" height="20" rx="4" />
    <rect class="soft" x="28" y="6" width="8" height="9" rx="2" />
  </Frame>
);

/** A parcel, for what has no drawing of its own. */
export const Parcel = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="106" rx="50" ry="4" />
    <path class="warm line" d="M80 18 L128 38 L80 58 L32 38 Z" />
    <path class="paper line" d="M32 38 L80 58 V106 L32 84 Z" />
    <path class="soft line" d="M128 38 L80 58 V106 L128 84 Z" />
    <path class="accent line" d="M56 28 L104 48 V62 L92 67 V53 L44 33 Z" />
  </Frame>
);
