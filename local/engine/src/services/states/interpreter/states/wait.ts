import type { WaitState } from '../../definition/machine.ts';
import { EvaluationError } from '../../jsonata/expression.ts';
import type { Template } from '../../jsonata/template.ts';
import { evaluateAs, leave } from '../evaluate.ts';
import type { Frame } from '../frame.ts';
import type { Handler } from '../handler.ts';
import type { Journal } from '../journal.ts';

/** What waits work with. */
interface WaitParts {
  /** What a Timestamp is a time of. */
  readonly now: () => number;
  readonly steady: () => number;
  readonly journal: Journal;
}

/** Wait: until a time that is written down first, so that a restart does not prolong it. */
export const createWaitHandler = ({ now, steady, journal }: WaitParts): Handler<WaitState> => ({
  run: async (frame, state) => {
    const waitMs = state.timestamp
      ? (await timestampOf(frame, state.timestamp)) - now()
      : (await secondsOf(frame, state.seconds)) * 1000;
    frame.record.wakeAt = steady() + waitMs;
    frame.record.phase = 'wait';
    journal.save(frame);
    return { kind: 'wait' };
  },
  wait: (frame, state, { wake }) =>
    wake(frame, frame.record.wakeAt ?? 0, async () => {
      frame.record.phase = 'exiting';
      return await leave(frame, { transform: state, next: state.next, fallback: frame.record.input });
    }),
});

const secondsOf = async (frame: Frame, seconds: Template | undefined): Promise<number> => {
  if (!seconds) return 0;
  const value = await evaluateAs(frame, seconds, 'number', 'Seconds');
  if (Number.isInteger(value) && value >= 0 && value <= 99_999_999) return value;
  throw new EvaluationError(`The Seconds field must be an integer from 0 to 99999999 but was: ${value}`, 'Seconds');
};

const ISO_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Gives milliseconds since the epoch. */
const timestampOf = async (frame: Frame, timestamp: Template): Promise<number> => {
  const value = await evaluateAs(frame, timestamp, 'string', 'Timestamp');
  const at = ISO_OFFSET.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new EvaluationError(
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`,
    'Timestamp',
  );
};
