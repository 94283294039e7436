import type { Outcome } from '../../../machine/outcome.ts';

/** Drawn around the origin, in a circle of radius 8: told apart by their shapes, not only by their colours. */
const SIGNS: Readonly<Record<Outcome, string>> = {
  'not-reached': '',
  succeeded: 'M -4 0.5 L -1.2 3.3 L 4 -3',
  caught: 'M 0 -4.5 V 1 M 0 3.6 V 4.4',
  failed: 'M -3.2 -3.2 L 3.2 3.2 M 3.2 -3.2 L -3.2 3.2',
  'in-progress': 'M -4 0 h 0.1 M 0 0 h 0.1 M 4 0 h 0.1',
  stopped: 'M -2.8 -2.8 H 2.8 V 2.8 H -2.8 Z',
};

/** The sign of an outcome; a triangle around that of a caught error. */
export const OutcomeSign = ({ outcome }: { outcome: Outcome }) => (
  <g class={`outcome ${outcome}`}>
    {outcome === 'caught' ? (
      <path class="sign-ground" d="M 0 -9.5 L 9.5 7.5 H -9.5 Z" />
    ) : (
      <circle class="sign-ground" r="8" />
    )}
    <path class="sign-mark" d={SIGNS[outcome]} />
  </g>
);
