import { useLocation } from 'preact-iso';
import type { Machine } from '../../../../../lambdas/core/contract/machine.ts';

/** What an address of a trace may point to. */
interface Target {
  machine: Machine;
  /** Of an execution. */
  name: string;
  state?: string;
  /** The id of an event. */
  event?: number;
}

/** The address of a trace or a part of it, to be sent to somebody else. */
export const traceAddress = (orderId: string, { machine, name, state, event }: Target): string => {
  const query = new URLSearchParams({
    execution: name,
    // A name alone is one of OrderProcessing, as in addresses of before there was another workflow.
    ...(machine !== 'OrderProcessing' && { machine }),
    ...(state !== undefined && { state }),
    ...(event !== undefined && { event: String(event) }),
  });
  return `/support/orders/${orderId}?${query}`;
};

/** The state and the event that the page's address points to. */
export const useTraceTarget = (): { state: string | undefined; event: number | undefined } => {
  const { state, event } = useLocation().query;
  return { state: state || undefined, event: /^\d+$/.test(event ?? '') ? Number(event) : undefined };
};
