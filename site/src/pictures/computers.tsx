import { Frame } from './frame.tsx';

/** A laptop with a chart on its screen. */
export const Laptop = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="99" rx="64" ry="5" />
    <rect class="ink" x="36" y="24" width="88" height="60" rx="6" />
    <rect class="soft" x="42" y="30" width="76" height="48" rx="2" />
    <path class="accent" d="M42 66 L60 52 L74 60 L96 40 L118 54 V76 a2 2 0 0 1 -2 2 H44 a2 2 0 0 1 -2 -2 Z" />
    <circle class="warm" cx="104" cy="41" r="6" />
    <path class="paper line" d="M24 84 H136 L130 94 a4 4 0 0 1 -4 3 H34 a4 4 0 0 1 -4 -3 Z" />
    <path class="line" d="M68 84 h24 l-2 4 h-20 Z" />
  </Frame>
);

/** A screen on a foot. */
export const Monitor = () => (
  <Frame>
    <ellipse class="shade" cx="80" cy="104" rx="44" ry="4" />
    <path class="paper line" d="M72 80 h16 l3 20 h-22 Z" />
    <rect class="paper line" x="54" y="98" width="52" height="6" rx="3" />
    <rect class="ink" x="22" y="16" width="116" height="68" rx="6" />
    <rect class="soft" x="28" y="22" width="104" height="56" rx="2" />
    <rect class="accent" x="36" y="30" width="42" height="40" rx="3" />
    <rect class="warm" x="84" y="30" width="40" height="17" rx="3" />
    <rect class="paper" x="84" y="53" width="40" height="17" rx="3" />
  </Frame>
);

/** A dock with a cable and ports. */
export const Dock = () => (
  <Frame>
    <ellipse class="shade" cx="84" cy="94" rx="58" ry="5" />
    <path class="cable" d="M34 66 C14 66 12 40 30 36 C46 32 40 18 24 18" />
    <rect class="ink" x="30" y="52" width="108" height="36" rx="8" />
    <path class="accent" d="M30 60 a8 8 0 0 1 8 -8 h92 a8 8 0 0 1 8 8 v2 h-108 Z" />
    <rect class="soft" x="42" y="70" width="16" height="7" rx="3.5" />
    <rect class="soft" x="64" y="70" width="16" height="7" rx="3.5" />
    <rect class="soft" x="86" y="69" width="18" height="10" rx="1.5" />
    <rect class="soft" x="110" y="69" width="12" height="10" rx="1.5" />
    <circle class="warm" cx="130" cy="74" r="2.5" />
  </Frame>
);
