import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../../site/src/machine/definition.ts';
import { contains, overlap, type Rectangle } from '../../../../site/src/machine/geometry.ts';
import { allEdges, allNodes, type Scope, toScope } from '../../../../site/src/machine/graph.ts';
import { type Box, type Layout, layOut } from '../../../../site/src/machine/layout.ts';
import { pathOf } from '../../../../site/src/machine/paths.ts';
import { anyMachine, choices, type Machine, nested, one, type State } from './machines.ts';

const read = (machine: Machine): Scope => {
  const definition = parseDefinition(JSON.stringify(machine));
  if (!definition) throw new Error('not read');
  return toScope(definition);
};

const shippedMachine = (name: string): Machine =>
  JSON.parse(readFileSync(new URL(`../../../../statemachines/${name}.asl.json`, import.meta.url), 'utf8')) as Machine;
const orderProcessing = shippedMachine('order-processing');
const orderCancellation = shippedMachine('order-cancellation');

/** What must be drawn, counted from the definition itself: states, and ways from one to another, to an end or in. */
const countOf = ({ States }: Machine): { states: number; ways: number } => {
  const counts = { states: 0, ways: 1 };
  for (const state of Object.values(States)) {
    counts.states += 1;
    counts.ways += waysFrom(state);
    const inner = (state.Branches ?? (state.ItemProcessor ? [state.ItemProcessor] : [])) as Machine[];
    for (const machine of inner) {
      const { states, ways } = countOf(machine);
      counts.states += states;
      counts.ways += ways;
    }
  }
  return counts;
};

const waysFrom = ({ Type, Choices = [], Default, Next, Catch = [] }: State): number => {
  const ends = Type === 'Choice' ? 0 : Next === undefined ? 1 : 0;
  const many = [Choices, Catch].reduce<number>((sum, list) => sum + (list as unknown[]).length, 0);
  return many + ends + (Default === undefined ? 0 : 1) + (Next === undefined ? 0 : 1);
};

const within = (box: Box): Rectangle => ({ ...box, y: box.y + (box.head ?? 0), height: box.height - (box.head ?? 0) });

const insideOf = (outer: Box, inner: Box): boolean => inner.node.id.startsWith(`${outer.node.id}/`);

/** Samples a drawn line: 24 points on each of its curves. */
const pointsOn = (d: string): { x: number; y: number }[] => {
  const numbers = [...d.matchAll(/([MLC])((?: ?-?[\d.]+ -?[\d.]+)+)/g)];
  let at = { x: 0, y: 0 };
  return numbers.flatMap(([, command, text = '']) => {
    const n = text.trim().split(' ').map(Number);
    const end = { x: n.at(-2) ?? 0, y: n.at(-1) ?? 0 };
    const from = command === 'M' ? end : at;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = command === 'C' ? n : [from.x, from.y, end.x, end.y];
    at = end;
    return Array.from({ length: 25 }, (_, index) => {
      const t = index / 24;
      const s = 1 - t;
      const on = (a: number, b: number, c: number, d: number) =>
        s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
      return { x: on(from.x, x1, x2, end.x), y: on(from.y, y1, y2, end.y) };
    });
  });
};

const shrink = ({ x, y, width, height }: Rectangle, by: number): Rectangle => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
});

const checkBoxes = ({ boxes, width, height }: Layout): void => {
  for (const [index, box] of boxes.entries()) {
    expect(contains({ x: 0, y: 0, width, height }, box), `${box.node.id} is in the drawing`).toBe(true);
    for (const other of boxes.slice(index + 1)) {
      if (insideOf(box, other)) {
        expect(contains(within(box), other), `${box.node.id} contains ${other.node.id}`).toBe(true);
      } else {
        expect(overlap(box, other), `${box.node.id} and ${other.node.id} overlap`).toBe(false);
      }
    }
  }
};

const checkLabels = ({ boxes, lines, width, height }: Layout): void => {
  const labels = lines.flatMap(({ label }) => (label ? [label] : []));
  for (const [index, label] of labels.entries()) {
    expect(contains({ x: 0, y: 0, width, height }, label), `"${label.text}" is in the drawing`).toBe(true);
    for (const other of labels.slice(index + 1)) {
      expect(overlap(label, other), `"${label.text}" and "${other.text}" overlap`).toBe(false);
    }
    for (const box of boxes) {
      const collides = overlap(box, label) && !(box.head !== undefined && contains(within(box), label));
      expect(collides, `"${label.text}" is over ${box.node.id}`).toBe(false);
    }
  }
};

const checkLines = ({ boxes, lines, width, height }: Layout): void => {
  const byId = new Map(boxes.map((box) => [box.node.id, box]));
  for (const { edge, points, loop } of lines) {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    if (!from || !to) throw new Error(`${edge.id} hangs in the air`);
    const drawn = pointsOn(pathOf({ points, loop }));
    for (const point of drawn) {
      expect(
        contains({ x: 0, y: 0, width, height }, { ...point, width: 0, height: 0 }),
        `${edge.id} leaves the drawing`,
      ).toBe(true);
    }
    expect(contains(shrink(from, -1), { ...(drawn[0] ?? { x: 0, y: 0 }), width: 0, height: 0 })).toBe(true);
    expect(contains(shrink(to, -1), { ...(drawn.at(-1) ?? { x: 0, y: 0 }), width: 0, height: 0 })).toBe(true);
    const others = boxes.filter((box) => !insideOf(box, from) && box !== from && box !== to);
    for (const box of others) {
      const crossed = drawn.some((point) => contains(shrink(box, 1), { ...point, width: 0, height: 0 }));
      expect(crossed, `${edge.id} crosses ${box.node.id}`).toBe(false);
    }
  }
};

const check = (machine: Machine): Layout => {
  const scope = read(machine);
  const drawing = layOut(scope);
  const { states, ways } = countOf(machine);
  expect(drawing.boxes.filter(({ node }) => !['start', 'end'].includes(node.kind))).toHaveLength(states);
  expect(drawing.boxes).toHaveLength(allNodes(scope).length);
  expect(drawing.lines).toHaveLength(ways);
  expect(new Set(drawing.lines.map(({ edge }) => edge.id)).size).toBe(ways);
  expect(allEdges(scope)).toHaveLength(ways);
  checkBoxes(drawing);
  checkLabels(drawing);
  checkLines(drawing);
  return drawing;
};

const linesOf = (machine: Machine): string[] => {
  const scope = read(machine);
  const names = new Map(allNodes(scope).map(({ id, name }) => [id, name]));
  return allEdges(scope).map(
    ({ from, to, kind, label }) => `${names.get(from)} -> ${names.get(to)} ${kind}${label ? `: ${label}` : ''}`,
  );
};

describe('the drawing of a state machine', () => {
  it.each([
    ['the order workflow', orderProcessing],
    ['choices, a loop, an error caught', choices],
    ['Parallel and Map states in each other', nested],
    ['one state', one('Alone')],
  ])('shows every state and transition of %s, and none over another', (_, machine) => {
    check(machine);
  });

  it('shows any machine so', () => {
    fc.assert(
      fc.property(anyMachine(), (machine) => void check(machine)),
      { numRuns: 60, seed: 4 },
    );
  });

  it('follows the order workflow', () => {
    expect(linesOf(orderProcessing)).toEqual([
      'Start -> ValidateOrder next',
      'ValidateOrder -> PersistOrder next',
      'ValidateOrder -> RecordRejection catch: OrderRejected',
      'ValidateOrder -> AskCustomer catch: CustomerNeeded',
      'ValidateOrder -> AskReviewer catch: ReviewNeeded',
      ...['AskCustomer', 'AskReviewer'].flatMap((ask) => [
        `${ask} -> ValidateOrder next`,
        `${ask} -> RecordRejection catch: OrderRejected`,
        `${ask} -> RecordCancellation catch: OrderCancelled`,
        `${ask} -> RecordRejection catch: States.Timeout`,
      ]),
      'PersistOrder -> PublishConfirmation next',
      'PersistOrder -> ValidateOrder catch: OutOfStock',
      'PersistOrder -> RecordCancellation catch: OrderCancelled',
      'PublishConfirmation -> End next',
      'RecordRejection -> PublishRejection next',
      'RecordRejection -> AskCustomer catch: CustomerAnswered',
      'RecordRejection -> AskReviewer catch: ReviewerAnswered',
      'PublishRejection -> End next',
      'RecordCancellation -> PublishCancellation next',
      'PublishCancellation -> End next',
    ]);
  });

  it('follows the cancellation', () => {
    check(orderCancellation);
    expect(linesOf(orderCancellation)).toEqual([
      'Start -> RecordCancellation next',
      'RecordCancellation -> PublishCancellation next',
      'PublishCancellation -> End next',
    ]);
  });

  it('tells which states wait for somebody', () => {
    const waiting = allNodes(read(orderProcessing)).filter(({ caption }) => caption.endsWith(', waits'));
    expect(waiting.map(({ name }) => name)).toEqual(['AskCustomer', 'AskReviewer']);
  });

  it('keeps two rules that lead to one state apart, and labels each', () => {
    expect(linesOf(choices)).toEqual(
      expect.arrayContaining([
        'HowMany -> AskAPerson choice: $states.input.count > 100',
        'HowMany -> AskAPerson choice: $states.input.fragile',
        'HowMany -> Pack default: Default',
        'AskAPerson -> AskAPerson catch: any error',
        'WaitForMorning -> AskWarehouse next',
        'Done -> End next',
      ]),
    );
  });

  it('says a rule of the JSONPath language in words', () => {
    expect(linesOf(nested)).toContain('Reserve2 -> Reserve choice: $.again boolean equals true');
  });

  it('reads from top to bottom', () => {
    const { boxes } = check(orderProcessing);
    const topOf = (name: string) => boxes.find(({ node }) => node.name === name)?.y ?? Number.NaN;
    const tops = ['Start', 'ValidateOrder', 'PersistOrder', 'PublishConfirmation', 'End'].map(topOf);
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  });

  it.each(['', 'null', '[]', '{}', '{"StartAt":"A"}', '{"StartAt":"A","States":[]}'])('is none of %s', (text) => {
    expect(parseDefinition(text)).toBeUndefined();
  });

  it('leaves out a transition to a state that does not exist', () => {
    const drawing = layOut(read({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Nowhere' } } }));
    expect(drawing.lines).toHaveLength(1);
  });
});
