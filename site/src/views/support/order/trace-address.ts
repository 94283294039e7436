import { useLocation } from 'preact-iso';

/** What an address of a trace may point to. */
interface Target {
  execution: string;
  state?: string;
  /** The id of an event. */
  event?: number;
}

/** The address of a part of a trace, to be sent to somebody else. */
export const traceAddress = (orderId: string, { execution, state, event }: Target): string => {
  const query = new URLSearchParams({
    execution,
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
