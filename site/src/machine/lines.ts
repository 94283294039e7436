import type { Point, Rectangle } from './geometry.ts';

/** A row of the layout: boxes, labels and lines that pass by have their middles on one height. */
export interface Row {
  top: number;
  bottom: number;
}

/** A line before its ends are fixed: the places where it passes rows on its way. */
export interface Way {
  id: string;
  from: string;
  to: string;
  via: readonly Point[];
}

/** Where boxes are and which row is at a height. */
export interface Places {
  box(id: string): Rectangle;
  rowAt(y: number): Row;
}

const GAP = 24;
const middleX = ({ x, width }: Rectangle): number => x + width / 2;
const middleY = ({ y, height }: Rectangle): number => y + height / 2;

type Side = 'top' | 'bottom';

interface End {
  way: Way;
  side: Side;
  /** Where the line goes from here: lines are attached in that order, so that they do not cross at the box. */
  towards: number;
}

const endOf = (way: Way, at: Rectangle, towards: Point): End => ({
  way,
  side: towards.y > middleY(at) ? 'bottom' : 'top',
  towards: towards.x,
});

const middle = (box: Rectangle): Point => ({ x: middleX(box), y: middleY(box) });

/** Spreads the ends of lines over the side of a box. */
const attachments = (box: Rectangle, ends: readonly End[]): Map<Way, number> => {
  const usable = Math.max(box.width - 2 * GAP, 0);
  const gap = ends.length > 1 ? Math.min(GAP, usable / (ends.length - 1)) : 0;
  const sorted = ends.toSorted((a, b) => a.towards - b.towards);
  return new Map(sorted.map(({ way }, index) => [way, middleX(box) + (index - (ends.length - 1) / 2) * gap]));
};

const vertical = (x: number, { top, bottom }: Row, down: boolean): Point[] =>
  down
    ? [
        { x, y: top },
        { x, y: bottom },
      ]
    : [
        { x, y: bottom },
        { x, y: top },
      ];

/** Leaves a box, or arrives at it: within the box's row the line is straight, as there may be taller boxes beside it. */
const stub = (x: number, box: Rectangle, side: Side, row: Row): Point[] =>
  side === 'bottom'
    ? [
        { x, y: box.y + box.height },
        { x, y: row.bottom },
      ]
    : [
        { x, y: box.y },
        { x, y: row.top },
      ];

/** The points of each line. A line passes every row straight up or down, at the place that the layout kept free for it, and
 * moves to the side only between rows, where there is nothing: so it crosses no box and no other line's label. */
export const routeLines = (ways: readonly Way[], places: Places): Map<string, Point[]> => {
  const ends = ways.map((way) => {
    const from = places.box(way.from);
    const to = places.box(way.to);
    return {
      way,
      first: endOf(way, from, way.via[0] ?? middle(to)),
      last: endOf(way, to, way.via.at(-1) ?? middle(from)),
    };
  });
  const attached = new Map<string, Map<Way, number>>();
  const attach = (id: string, side: Side): Map<Way, number> => {
    const key = `${side} ${id}`;
    const known = attached.get(key);
    if (known) return known;
    const here = ends.flatMap(({ way, first, last }) => [
      ...(way.from === id && first.side === side ? [first] : []),
      ...(way.to === id && last.side === side ? [last] : []),
    ]);
    const found = attachments(places.box(id), here);
    attached.set(key, found);
    return found;
  };
  return new Map(
    ends.map(({ way, first, last }) => {
      const from = places.box(way.from);
      const to = places.box(way.to);
      const down = first.side === 'bottom';
      const startX = attach(way.from, first.side).get(way) ?? middleX(from);
      const endX = attach(way.to, last.side).get(way) ?? middleX(to);
      return [
        way.id,
        [
          ...stub(startX, from, first.side, places.rowAt(middleY(from))),
          ...way.via.flatMap(({ x, y }) => vertical(x, places.rowAt(y), down)),
          ...stub(endX, to, last.side, places.rowAt(middleY(to))).toReversed(),
        ],
      ];
    }),
  );
};

/** The points of a line from a state to itself: out of its right side, around `at`, and back. */
export const routeLoop = (box: Rectangle, at: Point): Point[] => {
  const right = box.x + box.width;
  const y = middleY(box);
  return [
    { x: right, y: y - box.height / 4 },
    { x: at.x, y: y - box.height / 4 },
    { x: at.x, y: y + box.height / 4 },
    { x: right, y: y + box.height / 4 },
  ];
};
