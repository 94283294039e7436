import * as z from 'zod';
import { operation } from '../../../service.ts';
import type { EventRow } from '../data/executions.ts';
import { existingExecution, pageSize, readPosition, type StatesContext, seconds, writeToken } from './context.ts';

/** Members of event details that are execution data. */
const DATA = new Set(['input', 'output', 'parameters', 'cause', 'error', 'assignedVariables']);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export const getExecutionHistory = (context: StatesContext) =>
  operation({
    input: z.object({
      executionArn: z.string(),
      maxResults: z.number().int().min(0).max(1000).optional(),
      reverseOrder: z.boolean().default(false),
      includeExecutionData: z.boolean().default(true),
      nextToken: z.string().optional(),
    }),
    access: ({ executionArn }) => [{ action: 'states:GetExecutionHistory', resource: executionArn }],
    run: ({ executionArn, maxResults, reverseOrder, includeExecutionData, nextToken }) => {
      const { id } = existingExecution(context, executionArn);
      const size = pageSize(maxResults);
      const from = readPosition(nextToken, reverseOrder ? Number.MAX_SAFE_INTEGER : 1);
      const rows = context.executions.history(id, reverseOrder, from, size + 1);
      const next = rows[size];
      return {
        events: rows.slice(0, size).map((row) => eventOf(row, includeExecutionData)),
        ...(next && { nextToken: writeToken(next.id) }),
      };
    },
  });

const eventOf = ({ id, at, previous, type, details }: EventRow, includeData: boolean): object => ({
  id,
  previousEventId: previous,
  timestamp: seconds(at),
  type,
  ...(details !== null && (JSON.parse(details, includeData ? undefined : withoutData) as object)),
});

const withoutData = (key: string, value: unknown): unknown => (DATA.has(key) ? undefined : value);
