import * as fc from 'fast-check';

/** A state of a definition. */
export type State = Record<string, unknown>;

/** A scope of a definition. */
export interface Machine {
  StartAt: string;
  States: Record<string, State>;
}

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const task = (more: State = { End: true }): State => ({ Type: 'Task', Resource: LAMBDA, ...more });
const catching = (error: string, Next: string) => ({ Catch: [{ ErrorEquals: [error], Next }] });

/** A branch or repeated part with one task. */
export const one = (name: string, more: State = { End: true }): Machine => ({
  StartAt: name,
  States: { [name]: task(more) },
});

/** A choice with two rules that lead to one state, a loop back over a wait, and a default. */
export const choices: Machine = {
  StartAt: 'AskWarehouse',
  States: {
    AskWarehouse: task({ Next: 'HowMany', ...catching('WarehouseClosed', 'WaitForMorning') }),
    HowMany: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.count = 0 %}', Next: 'WaitForMorning' },
        { Condition: '{% $states.input.count > 100 %}', Next: 'AskAPerson' },
        { Condition: '{% $states.input.fragile %}', Next: 'AskAPerson' },
      ],
      Default: 'Pack',
    },
    WaitForMorning: { Type: 'Wait', Seconds: 60, Next: 'AskWarehouse' },
    AskAPerson: task({ Next: 'Pack', ...catching('States.ALL', 'AskAPerson') }),
    Pack: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

/** A Map in a Parallel state, a Parallel state in a Map, errors caught within and around them. */
export const nested: Machine = {
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Next: 'Everything' },
    Everything: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'EachLine',
          States: {
            EachLine: {
              Type: 'Map',
              ItemProcessor: {
                StartAt: 'Reserve',
                States: {
                  Reserve: task({ Next: 'Both', ...catching('OutOfStock', 'Skip') }),
                  Both: { Type: 'Parallel', Branches: [one('Label'), one('Weigh')], Next: 'Reserve2' },
                  Reserve2: {
                    Type: 'Choice',
                    Choices: [{ Variable: '$.again', BooleanEquals: true, Next: 'Reserve' }],
                    Default: 'Skip',
                  },
                  Skip: { Type: 'Succeed' },
                },
              },
              Next: 'Sum',
            },
            Sum: task(),
          },
        },
        {
          StartAt: 'Invoice',
          States: { Invoice: task({ Next: 'InvoiceSent' }), InvoiceSent: { Type: 'Wait', Seconds: 1, End: true } },
        },
        { StartAt: 'Refuse', States: { Refuse: { Type: 'Fail', Error: 'Refused' } } },
      ],
      Next: 'Tell',
      ...catching('States.ALL', 'Apologise'),
    },
    Tell: task(),
    Apologise: task({ Next: 'GiveUp' }),
    GiveUp: { Type: 'Fail', Error: 'GivenUp' },
  },
};
const WORDS = [
  'Validate',
  'Persist',
  'Publish',
  'Confirmation',
  'Order',
  'A',
  'ToTheWarehouseInTheNorth',
  'x_y-z',
  'Is it so?',
];
const label = fc.oneof(fc.constantFrom('States.ALL', 'OutOfStock'), fc.string({ minLength: 1, maxLength: 60 }));

/** Any machine: up to nine states a scope, three scopes deep, each state leading anywhere, also to itself. */
export const anyMachine = (depth = 2, prefix = 'S'): fc.Arbitrary<Machine> =>
  fc.integer({ min: 1, max: depth === 2 ? 9 : 4 }).chain((count) => {
    const namesOf = fc
      .array(fc.constantFrom(...WORDS), { minLength: count, maxLength: count })
      .map((picked) => picked.map((word, index) => `${prefix}${index}${word}`));
    return namesOf.chain((names) => {
      const next = fc.constantFrom(...names);
      const way = fc.oneof(
        fc.constant({ End: true }),
        next.map((Next) => ({ Next })),
      );
      const Catch = fc.array(fc.record({ ErrorEquals: fc.tuple(label), Next: next }), { maxLength: 2 });
      const plain = fc.oneof(
        fc.tuple(way, Catch).map(([to, caught]) => task({ ...to, Catch: caught })),
        way.map((to) => ({ Type: 'Pass', ...to })),
        fc.constantFrom<State>({ Type: 'Succeed' }, { Type: 'Fail', Error: 'No' }),
        fc
          .record({
            Choices: fc.array(fc.record({ Condition: label, Next: next }), { minLength: 1, maxLength: 3 }),
            Default: fc.option(next, { nil: undefined }),
          })
          .map((rules) => ({ Type: 'Choice', ...rules })),
      );
      const inner = (index: number) =>
        fc.oneof(
          fc
            .tuple(way, Catch, fc.array(anyMachine(depth - 1, `${prefix}${index}p`), { minLength: 1, maxLength: 3 }))
            .map(([to, caught, Branches]) => ({
              Type: 'Parallel',
              ...to,
              Catch: caught,
              Branches: Branches.map((branch, at) => renamed(branch, `b${at}`)),
            })),
          fc
            .tuple(way, anyMachine(depth - 1, `${prefix}${index}m`))
            .map(([to, ItemProcessor]) => ({ Type: 'Map', ...to, ItemProcessor })),
        );
      const states = names.map(
        (_, index): fc.Arbitrary<State> =>
          depth === 0 ? plain : fc.oneof({ arbitrary: plain, weight: 4 }, { arbitrary: inner(index), weight: 1 }),
      );
      return fc.tuple(...states).map((made) => ({
        StartAt: names[0] ?? '',
        States: Object.fromEntries(names.map((name, index) => [name, made[index] ?? {}])),
      }));
    });
  });

/** Names are unique in the whole machine, as Step Functions demands. */
const renamed = (machine: Machine, suffix: string): Machine =>
  JSON.parse(
    JSON.stringify(machine, (key, value: unknown) =>
      key === 'States'
        ? Object.fromEntries(Object.entries(value as object).map(([name, state]) => [name + suffix, state]))
        : ['Next', 'Default', 'StartAt'].includes(key) && value !== undefined
          ? `${value}${suffix}`
          : value,
    ),
  ) as Machine;
