import type { Point } from './geometry.ts';
import type { Line } from './layout.ts';

const round = (value: number): number => Math.round(value * 10) / 10;
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

const curve = (from: Point, to: Point): string => {
  if (from.x === to.x || from.y === to.y) return `L ${at(to)}`;
  const y = (from.y + to.y) / 2;
  return `C ${at({ x: from.x, y })} ${at({ x: to.x, y })} ${at(to)}`;
};

/** A line as the `d` of an SVG path: straight through rows, an S between them. A loop is one curve. */
export const pathOf = ({ points, loop }: Pick<Line, 'points' | 'loop'>): string => {
  const [first, second, third, fourth] = points;
  if (first === undefined) return '';
  if (loop && second && third && fourth) return `M ${at(first)} C ${at(second)} ${at(third)} ${at(fourth)}`;
  const turns = points.filter((point, index) => index === 0 || at(point) !== at(points[index - 1] ?? first));
  return [`M ${at(first)}`, ...turns.slice(1).map((point, index) => curve(turns[index] ?? point, point))].join(' ');
};

const ARROW_LENGTH = 9;
const ARROW_WIDTH = 4.5;

/** The corners of the arrow at a line's end: lines arrive from above or below, loops from the right. */
export const arrowOf = ({ points, loop }: Pick<Line, 'points' | 'loop'>): string => {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.findLast(({ x, y }) => x !== tip.x || y !== tip.y) ?? tip;
  const down = tip.y >= before.y ? 1 : -1;
  const corners = loop
    ? [
        { x: tip.x + ARROW_LENGTH, y: tip.y - ARROW_WIDTH },
        { x: tip.x + ARROW_LENGTH, y: tip.y + ARROW_WIDTH },
      ]
    : [
        { x: tip.x - ARROW_WIDTH, y: tip.y - down * ARROW_LENGTH },
        { x: tip.x + ARROW_WIDTH, y: tip.y - down * ARROW_LENGTH },
      ];
  return [tip, ...corners].map(at).join(', ');
};
