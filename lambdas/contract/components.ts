import { deliveryAddressSchema } from '../core/contract/address.ts';
import { problemSchema } from '../core/contract/api.ts';
import { pricedLineSchema } from '../core/contract/line.ts';
import { orderRecordSchema } from '../core/contract/order.ts';
import { productSchema } from '../core/contract/product.ts';
import { customerQuestionSchema, questionAnswerSchema, reviewQuestionSchema } from '../core/contract/question.ts';
import { named } from './route-contract.ts';

/** The body of every problem. */
export const PROBLEM = named('Problem', problemSchema);

/** `ProcessedOrder` and the like. */
const ordersByStatus = orderRecordSchema.options.map((option) => named(`${option.shape.status.value}Order`, option));

/** Parts of answers that several have, so that each is told once. */
export const SHARED_PARTS = [
  PROBLEM,
  named('CustomerQuestion', customerQuestionSchema),
  named('DeliveryAddress', deliveryAddressSchema),
  named('OrderRecord', orderRecordSchema),
  ...ordersByStatus,
  named('PricedLine', pricedLineSchema),
  named('Product', productSchema),
  named('QuestionAnswer', questionAnswerSchema),
  named('ReviewQuestion', reviewQuestionSchema),
];
