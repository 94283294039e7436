/** The states of the first wave's OrderProcessing that call a function: what differed is what they catch. */
const NEXT_OF = {
  ValidateOrder: 'PersistOrder',
  PersistOrder: 'PublishConfirmation',
  PublishConfirmation: undefined,
  RecordRejection: 'PublishRejection',
  PublishRejection: undefined,
} as const;

/** A state of the first wave. */
export type StateOfBefore = keyof typeof NEXT_OF;

const PAYLOAD_OF: Partial<Record<StateOfBefore, unknown>> = {
  PersistOrder: { status: 'Processed', order: '{% $states.input %}' },
  RecordRejection: { status: 'Rejected', order: '{% $states.input %}' },
};

const REASONS = "{ 'reasons': $split($parse($states.errorOutput.Cause).errorMessage, '\\n') }";
const CATCH = [
  {
    ErrorEquals: ['OrderRejected'],
    Output: `{% $merge([$states.input, ${REASONS}]) %}`,
    Next: 'RecordRejection',
  },
];

const reachableFrom = (state: StateOfBefore): ReadonlySet<string> => {
  const next = NEXT_OF[state];
  const targets = [...(next ? [next] : []), ...(state === 'ValidateOrder' ? (['RecordRejection'] as const) : [])];
  return new Set([state, ...targets.flatMap((target) => [...reachableFrom(target)])]);
};

/** The definition that executions of the first wave run by to their end, with the functions of a definition of today. It begins at
 * any of its states, as an execution does that had come so far when the update came. */
export const definitionOfBefore = (today: string, startAt: StateOfBefore): string => {
  const { States } = JSON.parse(today) as { States: Record<string, { Arguments: { FunctionName: string } }> };
  const stateOf = ([name, next]: [string, string | undefined]) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: {
      FunctionName: States[name]?.Arguments.FunctionName,
      Payload: PAYLOAD_OF[name as StateOfBefore] ?? '{% $states.input %}',
    },
    Output: name.startsWith('Publish') ? '{% $states.input %}' : '{% $states.result.Payload %}',
    TimeoutSeconds: 15,
    ...(name === 'ValidateOrder' && { Catch: CATCH }),
    ...(next === undefined ? { End: true } : { Next: next }),
  });
  const states = Object.entries(NEXT_OF)
    .filter(([name]) => reachableFrom(startAt).has(name))
    .map((entry) => [entry[0], stateOf(entry)]);
  return JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: startAt,
    TimeoutSeconds: 3600,
    States: Object.fromEntries(states),
  });
};
