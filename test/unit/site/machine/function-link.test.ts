import { describe, expect, it } from 'vitest';
import { functionLinkOf } from '../../../../site/src/machine/function-link.ts';

describe('the way to the function of a task', () => {
  it('leads to where the console has its logs', () => {
    const FunctionName = 'arn:aws:lambda:eu-central-1:123456789012:function:Shop-Persist_1:$LATEST';
    expect(functionLinkOf(JSON.stringify({ FunctionName, Payload: {} }))).toBe(
      'https://eu-central-1.console.aws.amazon.com/lambda/home?region=eu-central-1#/functions/Shop-Persist_1?tab=monitoring',
    );
  });

  it('is not there for a task that calls none', () => {
    expect(functionLinkOf(undefined)).toBeUndefined();
    expect(functionLinkOf('{"TableName":"Orders"}')).toBeUndefined();
  });
});
