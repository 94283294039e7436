import type { NodeKind } from '../../../machine/graph.ts';

/** Outlines in a square of 18: what kind of state it is, much as the console shows it. */
const ICONS: Readonly<Record<NodeKind, string>> = {
  start: '',
  end: '',
  task: 'M 4 2 H 7 L 14 16 H 16 M 9 7 L 3 16',
  choice: 'M 9 1.5 L 16.5 9 L 9 16.5 L 1.5 9 Z',
  pass: 'M 2 9 H 15 M 10 4 L 15 9 L 10 14',
  wait: 'M 9 2 A 7 7 0 1 0 9.01 2 M 9 5 V 9 L 12 11',
  succeed: 'M 9 2 A 7 7 0 1 0 9.01 2 M 5.5 9.3 L 8 11.8 L 12.5 6.5',
  fail: 'M 9 2 A 7 7 0 1 0 9.01 2 M 6.3 6.3 L 11.7 11.7 M 11.7 6.3 L 6.3 11.7',
  parallel: 'M 9 1.5 V 5 M 4 16.5 V 5 H 14 V 16.5 M 1.5 13.5 L 4 16.5 L 6.5 13.5 M 11.5 13.5 L 14 16.5 L 16.5 13.5',
  map: 'M 2 5.5 H 12.5 V 16 H 2 Z M 5.5 5.5 V 2 H 16 V 12.5 H 12.5',
  other: 'M 2 2 H 16 V 16 H 2 Z',
};

/** A picture of a state's kind, with its upper left corner at a place of the drawing. */
export const KindIcon = ({ kind, x, y }: { kind: NodeKind; x: number; y: number }) => (
  <path class="kind" d={ICONS[kind]} transform={`translate(${x} ${y})`} />
);
