import * as z from 'zod';

/** Where an execution failed, and with what. */
export const failureSchema = z.object({
  state: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
});

/** Where an execution failed, and with what. */
export type Failure = z.infer<typeof failureSchema>;

/** How an execution ends that needs a person: also one that a person stopped, as its order still waits. */
export const badEndSchema = z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']);

/** How an execution ends that needs a person. */
export type BadEnd = z.infer<typeof badEndSchema>;

/** The statuses of an execution that Step Functions tells. */
export const executionStatusSchema = z.enum(['RUNNING', 'SUCCEEDED', ...badEndSchema.options, 'PENDING_REDRIVE']);

/** A status of an execution. */
export type ExecutionStatus = z.infer<typeof executionStatusSchema>;
