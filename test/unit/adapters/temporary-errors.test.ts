import { describe, expect, it } from 'vitest';
import { translatingTemporary } from '../../../lambdas/adapters/temporary-errors.ts';
import { TemporarilyUnavailable } from '../../../lambdas/core/shared/temporarily-unavailable.ts';

const refusal = (name: string, more: object = {}): Error => Object.assign(new Error('refused'), { name, ...more });

describe('what a service refuses', () => {
  it.each([
    refusal('ThrottlingException'),
    refusal('TransactionConflictException', { $metadata: { httpStatusCode: 400 } }),
    refusal('TransactionInProgressException', { $metadata: { httpStatusCode: 400 } }),
    refusal('AnythingElse', { $metadata: { httpStatusCode: 503 } }),
    refusal('Error', { code: 'ECONNRESET' }),
  ])('passes by itself: $name', async (error) => {
    const translated = translatingTemporary(Promise.reject(error));
    await expect(translated).rejects.toThrow(TemporarilyUnavailable);
    await expect(translated).rejects.toMatchObject({ cause: error });
  });

  it.each([refusal('ValidationException'), refusal('ConditionalCheckFailedException')])(
    'stays what it is: $name',
    async (error) => {
      await expect(translatingTemporary(Promise.reject(error))).rejects.toBe(error);
    },
  );
});
