import type { Move } from '../../../../../lambdas/core/contract/support.ts';
import { countOf } from '../../../format/count.ts';

const sayEnd = ({ status, moved, failureReason }: Move): string => {
  const done = `${countOf(moved, 'message', 'messages')} moved back`;
  if (status === 'COMPLETED') return `Done: ${done}.`;
  const reason = failureReason ? ` ${failureReason}` : '';
  return status === 'FAILED' ? `The move failed after ${done}.${reason}` : `The move was stopped after ${done}.`;
};

/** How moving messages back stands. */
export const MoveProgress = ({ move }: { move: Move }) => {
  const { status, moved, toMove } = move;
  if (status !== 'RUNNING' && status !== 'CANCELLING') {
    return (
      <p class={status === 'FAILED' ? 'trouble' : 'notice'} role="status">
        {sayEnd(move)}
      </p>
    );
  }
  const words = toMove === undefined ? `${moved} moved so far` : `${moved} of ${toMove} moved`;
  return (
    <p class="move" role="status">
      <label>
        Moving back: {words}
        <progress {...(toMove === undefined ? {} : { max: Math.max(toMove, 1), value: moved })} />
      </label>
    </p>
  );
};
