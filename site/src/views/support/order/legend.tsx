import { OUTCOME_WORDS } from '../../../machine/execution-words.ts';
import type { Outcome } from '../../../machine/outcome.ts';
import { OutcomeSign } from './outcome-sign.tsx';

const SHOWN: readonly Outcome[] = ['succeeded', 'caught', 'failed', 'in-progress', 'stopped', 'not-reached'];

/** What the signs and lines of the drawing mean. */
export const Legend = () => (
  <ul class="legend" aria-label="Legend">
    {SHOWN.map((outcome) => (
      <li key={outcome}>
        <svg viewBox="-10 -10 20 20" width="18" height="18" aria-hidden="true">
          <OutcomeSign outcome={outcome} />
        </svg>
        {OUTCOME_WORDS[outcome]}
      </li>
    ))}
    <li>
      <svg viewBox="0 0 34 10" width="34" height="10" aria-hidden="true">
        <path class="legend-line catch" d="M 0 5 H 34" />
      </svg>
      Way of an error
    </li>
    <li>
      <svg viewBox="0 0 34 10" width="34" height="10" aria-hidden="true">
        <path class="legend-line taken" d="M 0 5 H 34" />
      </svg>
      Way taken
    </li>
  </ul>
);
