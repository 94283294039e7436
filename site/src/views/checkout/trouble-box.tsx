import type { RefObject } from 'preact';
import type { Trouble } from '../../stores/order-sender.ts';
import { sayTrouble } from '../failure-words.ts';

interface TroubleBoxProps {
  trouble: Trouble | undefined;
  box: RefObject<HTMLDivElement | null>;
}

/** Why there is no order yet. */
export const TroubleBox = ({ trouble, box }: TroubleBoxProps) => (
  <div ref={box} role="alert" tabIndex={-1}>
    {trouble && <p class="trouble">{sayTrouble(trouble)}</p>}
  </div>
);
