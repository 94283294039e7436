import * as z from 'zod';

/** The workflows that an order goes through, by the names that the API calls them: a stage may add to a machine's own name. */
export const machineSchema = z.enum(['OrderProcessing', 'OrderCancellation']);

/** One of the two workflows. */
export type Machine = z.infer<typeof machineSchema>;

/** What there is for each of the two. */
export type PerMachine<T> = Readonly<Record<Machine, T>>;
