import { isFresh } from '../../../../../lambdas/core/contract/execution-names.ts';
import type { Machine, PerMachine } from '../../../../../lambdas/core/contract/machine.ts';

const WORDS: PerMachine<string> = { OrderProcessing: 'Processing', OrderCancellation: 'Cancellation' };

/** What an execution is for, where an order has several: `Processing`, `Cancellation, started afresh`. */
export const sayExecution = ({ machine, name }: { machine: Machine; name: string }): string =>
  isFresh(name) ? `${WORDS[machine]}, started afresh` : WORDS[machine];
