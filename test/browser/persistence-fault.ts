import { AwsError, type Interceptor } from 'local-aws';

/** A fault outside the product: while it is on, no state can call the function that persists orders, or another one. */
export interface PersistenceFault {
  readonly intercept: Interceptor;
  isOn: boolean;
}

/** What the failed state tells of its cause. */
export const INJECTED_CAUSE = 'The function cannot be called just now.';

/** Off at first. Its error is one that the workflow does not retry; `of` tells the function by its name. */
export const createPersistenceFault = (of = /Persist/i): PersistenceFault => {
  const fault: PersistenceFault = {
    isOn: false,
    intercept: ({ service, input, caller }) => {
      if (!fault.isOn || service !== 'lambda' || caller.kind !== 'role') return;
      const { FunctionName } = input as { FunctionName?: string };
      if (of.test(FunctionName ?? '')) throw new AwsError('InvalidParameterValueException', INJECTED_CAUSE);
    },
  };
  return fault;
};
