import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import type { MachineRow } from '../data/machines.ts';
import type { StatesContext } from './context.ts';

const resourceArn = z.string();

/** Tags of state machines. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-tag.html */
export const tagOperations = (context: StatesContext) => {
  const find = (arn: string): MachineRow => {
    const machine = context.machines.find(arn);
    if (!machine) throw new AwsError('ResourceNotFound', `Resource not found: '${arn}'`, 400, { resourceName: arn });
    return machine;
  };
  const tagsOf = (arn: string): Record<string, string> => JSON.parse(find(arn).tags) as Record<string, string>;
  return {
    TagResource: operation({
      input: z.object({ resourceArn, tags: z.array(z.object({ key: z.string(), value: z.string() })) }),
      access: (input) => [{ action: 'states:TagResource', resource: input.resourceArn }],
      run: (input) => {
        const added = Object.fromEntries(input.tags.map(({ key, value }) => [key, value]));
        const tags = { ...tagsOf(input.resourceArn), ...added };
        if (Object.keys(tags).length > 50) throw new AwsError('TooManyTags', 'A resource has at most 50 tags');
        context.machines.tag(input.resourceArn, tags);
        return {};
      },
    }),
    UntagResource: operation({
      input: z.object({ resourceArn, tagKeys: z.array(z.string()) }),
      access: (input) => [{ action: 'states:UntagResource', resource: input.resourceArn }],
      run: (input) => {
        const kept = Object.entries(tagsOf(input.resourceArn)).filter(([key]) => !input.tagKeys.includes(key));
        context.machines.tag(input.resourceArn, Object.fromEntries(kept));
        return {};
      },
    }),
    ListTagsForResource: operation({
      input: z.object({ resourceArn }),
      access: (input) => [{ action: 'states:ListTagsForResource', resource: input.resourceArn }],
      run: (input) => ({ tags: Object.entries(tagsOf(input.resourceArn)).map(([key, value]) => ({ key, value })) }),
    }),
  };
};
