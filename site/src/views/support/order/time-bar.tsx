import { formatDuration } from '../../../format/duration.ts';
import { type SpanKind, type StateTiming, type Timings, timeByKind } from '../../../machine/timings.ts';

/** Kinds of time in words. */
const SPAN_WORDS: Readonly<Record<SpanKind, string>> = {
  work: 'work',
  pause: 'pauses before retries',
  person: 'waiting for a person',
  wait: 'waiting',
  stopped: 'standing still until redriven',
};

/** Each kind has a height of its own: colours alone would not tell them apart. */
const HEIGHTS: Readonly<Record<SpanKind, number>> = { work: 14, person: 9, wait: 9, pause: 4, stopped: 2 };

const BAR_HEIGHT = 18;
/** In per cent of the axis: what is shorter is still seen. */
const LEAST_WIDTH = 0.4;

interface TimeBarProps {
  timing: StateTiming;
  axis: Pick<Timings, 'from' | 'to'>;
}

/** A stay on the time axis of the whole execution. */
export const TimeBar = ({ timing, axis }: TimeBarProps) => {
  const whole = Math.max(axis.to - axis.from, 1);
  const percent = (ms: number): number => (ms / whole) * 100;
  return (
    <svg class="time-bar" width="100%" height={BAR_HEIGHT} aria-hidden="true">
      <line class="time-axis" x1="0" x2="100%" y1={BAR_HEIGHT / 2} y2={BAR_HEIGHT / 2} />
      {timing.spans.map(({ kind, from, to, attempt }) => {
        const width = Math.max(percent(to - from), LEAST_WIDTH);
        const left = Math.min(percent(from - axis.from), 100 - width);
        const height = HEIGHTS[kind];
        return (
          <rect
            key={`${kind} ${from} ${to}`}
            class={`span ${kind}${attempt?.fault ? ' failed' : ''}`}
            x={`${left}%`}
            width={`${width}%`}
            y={(BAR_HEIGHT - height) / 2}
            height={height}
          />
        );
      })}
    </svg>
  );
};

/** `1 h 0 min waiting for a person, 12 ms work`, the longest first; nothing where all of it is work. */
export const sayKinds = (timing: StateTiming): string => {
  const kinds = [...timeByKind(timing)].toSorted((a, b) => b[1] - a[1]);
  if (kinds.every(([kind]) => kind === 'work')) return '';
  return kinds.map(([kind, ms]) => `${formatDuration(ms)} ${SPAN_WORDS[kind]}`).join(', ');
};

const SHOWN: readonly SpanKind[] = ['work', 'pause', 'person', 'wait', 'stopped'];

/** What the bars mean. */
export const TimeLegend = () => (
  <ul class="legend" aria-label="What the bars mean">
    {SHOWN.map((kind) => (
      <li key={kind}>
        <svg width="26" height={BAR_HEIGHT} aria-hidden="true">
          <rect class={`span ${kind}`} width="26" y={(BAR_HEIGHT - HEIGHTS[kind]) / 2} height={HEIGHTS[kind]} />
        </svg>
        {SPAN_WORDS[kind]}
      </li>
    ))}
    <li>
      <svg width="26" height={BAR_HEIGHT} aria-hidden="true">
        <rect class="span work failed" width="26" y={(BAR_HEIGHT - HEIGHTS.work) / 2} height={HEIGHTS.work} />
      </svg>
      a try that failed
    </li>
  </ul>
);
