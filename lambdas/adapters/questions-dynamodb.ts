import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { QuestionStore } from '../core/order/ports.ts';
import { ANSWERED_BUCKET, searchBucket } from '../core/support/search-index.ts';
import { assignments } from './assignments.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { NOT_DECIDED, OPEN_VALUES } from './open-orders.ts';
import { ordersOf } from './order-items.ts';
import { readOne } from './stored-items.ts';
import { translatingTemporary } from './temporary-errors.ts';

/** Attributes beside the record's schema, so that nothing that answers or announces a record can hold them. */
const hiddenSchema = z.object({ questionToken: z.string().optional(), answeredBy: z.string().optional() });

const SAME_QUESTION = 'question.id = :id';
const UNANSWERED = 'attribute_not_exists(question.answer)';
const NO_QUESTION = 'attribute_not_exists(question)';

/** The questions on orders, in the table Orders. */
export const createQuestionStore = (client: DynamoDBDocumentClient, tableName: string): QuestionStore => {
  const update = async (
    orderId: string,
    attributes: Record<string, unknown>,
    conditions: readonly string[],
    values: Record<string, unknown>,
    setAnswer = false,
  ): Promise<boolean> => {
    const set = assignments(attributes);
    const command = new UpdateCommand({
      TableName: tableName,
      Key: { orderId },
      UpdateExpression: setAnswer ? `${set.UpdateExpression}, question.answer = :answer` : set.UpdateExpression,
      ConditionExpression: [NOT_DECIDED, ...conditions].join(' AND '),
      ExpressionAttributeNames: {
        ...set.ExpressionAttributeNames,
        '#status': 'status',
        // A reserved word.
        ...(setAnswer && { '#until': 'until' }),
      },
      ExpressionAttributeValues: { ...set.ExpressionAttributeValues, ...OPEN_VALUES, ...values },
    });
    return (await unlessConditionFails(client.send(command))) !== undefined;
  };

  return {
    find: async (orderId) => {
      const get = new GetCommand({ TableName: tableName, Key: { orderId }, ConsistentRead: true });
      const { Item } = await translatingTemporary(client.send(get));
      if (Item === undefined) return undefined;
      const { questionToken, answeredBy } = hiddenSchema.parse(Item);
      return {
        record: readOne(ordersOf(tableName), Item),
        ...(questionToken !== undefined && { taskToken: questionToken }),
        ...(answeredBy !== undefined && { answeredBy }),
      };
    },

    ask: ({ orderId, status, question, timestamp }, questionToken, seen) =>
      update(
        orderId,
        { status, question, questionToken, searchBucket: searchBucket(status, { orderId, timestamp }) },
        // An answer that was noted since the look at it is not overwritten.
        seen === undefined ? [NO_QUESTION] : [SAME_QUESTION, ...(seen.answer ? [] : [UNANSWERED])],
        seen === undefined ? {} : { ':id': seen.id },
      ),

    replaceToken: (orderId, questionId, questionToken) =>
      update(orderId, { questionToken }, [SAME_QUESTION], { ':id': questionId }),

    noteAnswer: (orderId, questionId, answer, answeredBy) =>
      update(
        orderId,
        { answeredBy, searchBucket: ANSWERED_BUCKET },
        [SAME_QUESTION, UNANSWERED, 'question.#until > :now'],
        { ':id': questionId, ':now': answer.at, ':answer': answer },
        true,
      ),
  };
};
