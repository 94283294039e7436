import * as z from 'zod';
import { type AwsService, type Engine, operation } from '../../service.ts';

/** STS, as far as a client asks who it is. */
export const createSts = (engine: Engine): AwsService => ({
  name: 'sts',
  protocol: 'query',
  invalidInputCode: 'ValidationError',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: {
    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
    GetCallerIdentity: operation({
      input: z.looseObject({}),
      access: () => [],
      run: (_input, { caller }) => ({ Account: engine.accountId, Arn: caller.arn, UserId: 'AIDALOCAL' }),
    }),
  },
});
