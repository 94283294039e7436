import { AwsError } from '../aws-error.ts';
import type { Again, Delivery, Owed, Unpaid } from './outbox.ts';

/** How a service retries a delivery, and where it buries one that it gives up. */
interface Burial<T> {
  /** Who has a dead-letter queue or none: `subscription`, `target`. */
  readonly owner: string;
  /** When an endpoint that failed is asked again; nothing where no attempt is left. */
  retry(owed: Unpaid<T>): Again | undefined;
  /** ARN of the dead-letter queue. */
  grave(owed: Owed<T>): string | undefined;
  /** Throws what the queue answered. */
  bury(owed: Owed<T>, graveArn: string, cause: unknown): Promise<void>;
  /** Whether a dead-letter queue that fails is asked again too, as the endpoint would be. */
  readonly retriesBurial: boolean;
  log(owed: Owed<T>, text: string): void;
}

/** What is done about a delivery that failed: it is retried, or moved to the dead-letter queue, or discarded, and the log says
 * so. */
export const retryOrBury =
  <T>({ owner, retry, grave, bury, retriesBurial, log }: Burial<T>): Delivery<T, unknown>['failed'] =>
  async (owed, error, interrupted) => {
    const again = isClientError(error) ? undefined : retry(owed);
    if (again) {
      if (owed.attempts === 0) log(owed, `the delivery failed and is retried: ${reasonOf(error)}`);
      return again;
    }
    const graveArn = grave(owed);
    if (graveArn === undefined) {
      log(owed, `discarded, the ${owner} has no dead-letter queue: ${reasonOf(error)}`);
      return undefined;
    }
    try {
      await bury(owed, graveArn, error);
      if (!interrupted()) log(owed, `moved to the dead-letter queue ${graveArn}: ${reasonOf(error)}`);
      return undefined;
    } catch (refusal) {
      if (interrupted()) return undefined;
      const later = retriesBurial && !isClientError(refusal) ? retry(owed) : undefined;
      if (!later) log(owed, `discarded, the dead-letter queue ${graveArn} did not take it: ${reasonOf(refusal)}`);
      return later;
    }
  };

/** Whether an endpoint's answer is the client's fault (it is gone, or its policy refuses): such a delivery is not retried.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
export const isClientError = (error: unknown): error is AwsError =>
  error instanceof AwsError &&
  error.status < 500 &&
  error.status !== 429 &&
  !/throttl|TooManyRequests/i.test(error.code);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
