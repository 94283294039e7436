import { type Arranged, arrangeScope } from './arrange.ts';
import { CONTAINER_GAP, type Sized, sizeOfLabel, sizeOfState, sizeOfTerminal } from './box-size.ts';
import { moved, type Point, type Rectangle } from './geometry.ts';
import type { GraphEdge, GraphNode, Scope } from './graph.ts';
import { type Row, routeLines, routeLoop, type Way } from './lines.ts';

/** A node where it is drawn. */
export interface Box extends Rectangle, Sized {
  node: GraphNode;
  /** The height of a container's head; undefined for all others. */
  head: number | undefined;
  /** How deep in containers it is. */
  depth: number;
}

/** The label of a line where it is drawn. */
interface Label extends Rectangle {
  text: string;
}

/** A transition where it is drawn. */
export interface Line {
  edge: GraphEdge;
  points: readonly Point[];
  /** Whether it leads from a state to itself. */
  loop: boolean;
  label: Label | undefined;
}

/** A scope where it is drawn: containers come before what is in them. */
export interface Layout {
  width: number;
  height: number;
  boxes: readonly Box[];
  lines: readonly Line[];
}

interface Prepared extends Sized {
  node: GraphNode;
  head: number | undefined;
  inner: readonly Layout[];
}

const prepare = (node: GraphNode, depth: number): Prepared => {
  if (node.kind === 'start' || node.kind === 'end') {
    return { node, head: undefined, inner: [], ...sizeOfTerminal(node, depth > 0) };
  }
  const sized = sizeOfState(node);
  if (node.scopes.length === 0) return { node, head: undefined, inner: [], ...sized };
  const inner = node.scopes.map((scope) => layOut(scope, depth + 1));
  const width = inner.reduce((sum, scope) => sum + scope.width + CONTAINER_GAP, CONTAINER_GAP);
  const height = sized.height + CONTAINER_GAP + Math.max(...inner.map((scope) => scope.height));
  return { ...sized, node, head: sized.height, inner, width: Math.max(width, sized.width), height };
};

/** What is in a container, side by side below its head and in its middle. */
const placeInner = ({ inner, head = 0, width }: Prepared, corner: Point): Layout[] => {
  const used = inner.reduce((sum, scope) => sum + scope.width + CONTAINER_GAP, -CONTAINER_GAP);
  let x = corner.x + (width - used) / 2;
  return inner.map((scope) => {
    const at = { x, y: corner.y + head };
    x += scope.width + CONTAINER_GAP;
    return shift(scope, at);
  });
};

const shift = (scope: Layout, by: Point): Layout => ({
  ...scope,
  boxes: scope.boxes.map((box) => moved(box, by)),
  lines: scope.lines.map((line) => ({
    ...line,
    points: line.points.map((point) => moved(point, by)),
    label: line.label && moved(line.label, by),
  })),
});

/** Rows by the height of their middles, which dagre gives exactly or nearly so. */
const createRows = (middles: readonly { y: number; height: number }[]): ((y: number) => Row) => {
  const heights = new Map<number, number>();
  for (const { y, height } of middles) {
    const key = Math.round(y);
    heights.set(key, Math.max(heights.get(key) ?? 0, height));
  }
  return (y) => {
    const half = (heights.get(Math.round(y)) ?? 0) / 2;
    return { top: y - half, bottom: y + half };
  };
};

const labelOf = ({ label }: GraphEdge, { x, y }: Point): Label | undefined => {
  if (label === undefined) return undefined;
  const { text, width, height } = sizeOfLabel(label);
  return { text, width, height, x: x - width / 2, y: y - height / 2 };
};

const drawLines = (edges: readonly GraphEdge[], boxes: ReadonlyMap<string, Box>, arranged: Arranged): Line[] => {
  const box = (id: string): Box => {
    const found = boxes.get(id);
    if (!found) throw new Error(`no box ${id}`);
    return found;
  };
  const found = edges.map((edge) => ({ edge, ...arranged.edge(edge) }));
  const labels = found.map(({ edge, at }) => labelOf(edge, at));
  const rowAt = createRows([
    ...[...boxes.values()].map(({ y, height }) => ({ y: y + height / 2, height })),
    ...found.filter(({ edge }) => edge.label !== undefined).map(({ row }) => row),
  ]);
  const ways: Way[] = found.flatMap(({ edge: { id, from, to }, via }) => (from === to ? [] : [{ id, from, to, via }]));
  const routed = routeLines(ways, { box, rowAt });
  return found.map(({ edge, at }, index) => ({
    edge,
    loop: edge.from === edge.to,
    points: routed.get(edge.id) ?? routeLoop(box(edge.from), at),
    label: labels[index],
  }));
};

const MARGIN = 8;

/** Finds a place for every state and every transition of a scope. */
export const layOut = (scope: Scope, depth = 0): Layout => {
  const prepared = scope.nodes.map((node) => prepare(node, depth));
  const sized = prepared.map(({ node, width, height }) => ({ id: node.id, width, height }));
  const arranged = arrangeScope(sized, scope.edges);
  const placed = prepared.map((each) => {
    const box: Box = {
      node: each.node,
      head: each.head,
      depth,
      lines: each.lines,
      caption: each.caption,
      width: each.width,
      height: each.height,
      ...arranged.corner(each.node.id),
    };
    return { box, inner: placeInner(each, box) };
  });
  const boxes = new Map(placed.map(({ box }) => [box.node.id, box]));
  const lines = drawLines(scope.edges, boxes, arranged);
  const inner = placed.flatMap((each) => each.inner);
  const all: Layout = {
    width: arranged.width + 2 * MARGIN,
    height: arranged.height + 2 * MARGIN,
    boxes: placed.flatMap(({ box, inner }) => [box, ...inner.flatMap((scope) => scope.boxes)]),
    lines: [...lines, ...inner.flatMap((scope) => scope.lines)],
  };
  return shift(all, { x: MARGIN, y: MARGIN });
};
