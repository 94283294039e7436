import { AwsError } from '../../../aws-error.ts';
import type { Item } from '../values/attribute-value.ts';

/** Why an action kept a transaction from being carried out.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html */
export interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

/** The reason of an action that would have been carried out. */
export const NO_REASON: Reason = { Code: 'None' };

/** The transaction's refusal, with one reason an action, in their order. */
export const cancelled = (reasons: readonly Reason[]): AwsError =>
  new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    400,
    { CancellationReasons: reasons },
  );
