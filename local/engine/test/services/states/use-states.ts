import { afterEach } from 'vitest';
import { type States, startStates } from '../../../src/testing/states.ts';

/** Called once by a test file: gives what opens Step Functions for a test, after which it is disposed of. */
export const useStates = () => {
  const opened: States[] = [];
  afterEach(async () => {
    for (const states of opened.splice(0)) await states.dispose();
  });
  return async (options: Parameters<typeof startStates>[0] = {}): Promise<States> => {
    const states = await startStates(options);
    opened.push(states);
    return states;
  };
};
