import type { KeyboardEvent } from 'preact/compat';
import {
  ICON_WIDTH,
  LINE_HEIGHT,
  PADDING,
  SIGN_WIDTH,
  SMALL_LINE_HEIGHT,
  SMALL_SIZE,
} from '../../../machine/box-size.ts';
import { KIND_WORDS, OUTCOME_WORDS, sayOutcome } from '../../../machine/execution-words.ts';
import type { Box } from '../../../machine/layout.ts';
import type { StateOutcome } from '../../../machine/outcome.ts';
import { KindIcon } from './kind-icon.tsx';
import { OutcomeSign } from './outcome-sign.tsx';

interface StateShapeProps {
  box: Box;
  outcome: StateOutcome;
  selected: boolean;
  onSelect: () => void;
}

const CORNERS: Readonly<Record<string, number>> = { pass: 3, wait: 18, succeed: 24, fail: 24 };
const CUT = 14;

const hexagon = ({ x, y, width, height }: Box): string =>
  [
    [x + CUT, y],
    [x + width - CUT, y],
    [x + width, y + height / 2],
    [x + width - CUT, y + height],
    [x + CUT, y + height],
    [x, y + height / 2],
  ]
    .map((point) => point.join(' '))
    .join(', ');

/** The outline of a state: a choice has six corners, a wait and the ends of a machine are round. */
const Outline = ({ box }: { box: Box }) =>
  box.node.kind === 'choice' ? (
    <polygon class="outline" points={hexagon(box)} />
  ) : (
    <rect class="outline" x={box.x} y={box.y} width={box.width} height={box.height} rx={CORNERS[box.node.kind] ?? 8} />
  );

/** Between texts that stand apart, so that they are not read as one word; it is not drawn. */
const SEPARATOR = ' ';

const Words = ({ box, outcome }: { box: Box; outcome: StateOutcome }) => {
  const icon = box.x + PADDING;
  const left = icon + ICON_WIDTH;
  const caption = box.y + PADDING + SMALL_SIZE;
  const name = caption + LINE_HEIGHT;
  const last = name + (box.lines.length - 1) * LINE_HEIGHT + SMALL_LINE_HEIGHT + 2;
  return (
    <>
      <KindIcon kind={box.node.kind} x={icon} y={box.y + PADDING + 3} />
      <text class="state-kind" x={left} y={caption}>
        {box.caption}
      </text>
      {SEPARATOR}
      {box.lines.map((line, index) => (
        <text key={line} class="state-name" x={left} y={name + index * LINE_HEIGHT}>
          {line}
        </text>
      ))}
      {SEPARATOR}
      <g transform={`translate(${left + 8} ${last - 4})`}>
        <OutcomeSign outcome={outcome.outcome} />
      </g>
      <text class="state-outcome" x={left + SIGN_WIDTH} y={last}>
        {OUTCOME_WORDS[outcome.outcome]}
      </text>
    </>
  );
};

/** A state: its kind, name and outcome. Clicked, or entered with the keyboard, it shows its details. */
export const StateShape = ({ box, outcome, selected, onSelect }: StateShapeProps) => {
  const { node } = box;
  const press = (event: KeyboardEvent<SVGGElement>): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onSelect();
  };
  const container = box.head === undefined ? '' : ' container';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own.
    <g
      class={`state outcome ${node.kind} ${outcome.outcome}${container}${selected ? ' selected' : ''}`}
      role="button"
      tabindex={0}
      data-state={node.name}
      aria-pressed={selected}
      aria-label={`${box.caption} ${node.name} ${sayOutcome(outcome)}, ${KIND_WORDS[node.kind]}`}
      onClick={onSelect}
      onKeyDown={press}
    >
      <Outline box={box} />
      <Words box={box} outcome={outcome} />
    </g>
  );
};

/** Where a machine, a branch or an iteration begins and ends. */
export const TerminalShape = ({ box, reached }: { box: Box; reached: boolean }) => (
  <g class={`terminal ${box.node.kind}${reached ? ' reached' : ''}`}>
    <rect class="terminal-outline" x={box.x} y={box.y} width={box.width} height={box.height} rx={box.height / 2} />
    {box.lines.map((line) => (
      <text key={line} class="state-name" x={box.x + box.width / 2} y={box.y + box.height / 2 + 5} text-anchor="middle">
        {line}
      </text>
    ))}
  </g>
);
