import { Frame } from './frame.tsx';

/** A lamp that lights the desk. */
export const DeskLamp = () => (
  <Frame>
    <path class="glow" d="M92 54 L124 38 L148 98 H72 Z" />
    <ellipse class="shade" cx="58" cy="104" rx="42" ry="4" />
    <rect class="ink" x="30" y="94" width="48" height="9" rx="4.5" />
    <path class="arm" d="M54 94 L36 54 L84 28" />
    <circle class="warm line" cx="36" cy="54" r="5" />
    <path class="accent line" d="M80 26 C88 12 108 14 114 24 L124 40 L92 56 L82 38 C80 34 78 30 80 26 Z" />
    <path class="line" d="M92 56 L124 40" />
  </Frame>
);

/** A standing desk with a screen and a plant on it. */
export const StandingDesk = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="108" rx="60" ry="4" />
    <rect class="ink" x="58" y="20" width="44" height="28" rx="3" />
    <rect class="accent" x="62" y="24" width="36" height="20" rx="1" />
    <path class="line" d="M80 48 V56 M70 56 H90" />
    <path
      class="accent"
      d="M122 44 C112 40 114 30 118 26 C124 30 126 36 122 44 C126 34 134 34 136 36 C134 42 130 46 122 46 Z"
    />
    <path class="warm line" d="M115 45 H131 L128 56 H118 Z" />
    <rect class="warm line" x="14" y="56" width="132" height="8" rx="3" />
    <path class="paper line" d="M34 64 H44 V82 H34 Z M116 64 H126 V82 H116 Z" />
    <path class="ink" d="M36 82 H42 V102 H36 Z M118 82 H124 V102 H118 Z" />
    <path class="arm" d="M24 105 H54 M106 105 H136" />
  </Frame>
);

/** A backpack with a front pocket. */
export const Backpack = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="108" rx="40" ry="4" />
    <path class="line" d="M66 24 C66 8 94 8 94 24" />
    <path
      class="ink"
      d="M40 58 C32 60 30 68 30 76 V92 C30 96 34 98 40 98 Z M120 58 C128 60 130 68 130 76 V92 C130 96 126 98 120 98 Z"
    />
    <path
      class="accent line"
      d="M40 54 C40 30 56 20 80 20 S120 30 120 54 V98 C120 103 117 106 112 106 H48 C43 106 40 103 40 98 Z"
    />
    <path class="paper line" d="M50 70 C50 66 53 64 56 64 H104 C107 64 110 66 110 70 V106 H50 Z" />
    <path class="line" d="M50 78 H110" />
    <rect class="warm line" x="74" y="74" width="12" height="14" rx="3" />
    <path class="line" d="M58 46 H102" />
  </Frame>
);
