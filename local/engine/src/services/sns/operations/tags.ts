import * as z from 'zod';
import { AwsError } from '../../../aws-error.ts';
import { operation } from '../../../service.ts';
import { listOf, on, type Sns } from '../context.ts';
import type { Topic } from '../topics.ts';

const tag = z.object({ Key: z.string(), Value: z.string() });
const LIMIT = 50;

/** https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html and its neighbours */
export const tagOperations = ({ topics }: Sns) => {
  const resource = (arn: string): Topic => {
    const topic = topics.find(arn);
    if (!topic) throw new AwsError('ResourceNotFound', 'Resource does not exist', 404);
    return topic;
  };
  return {
    TagResource: operation({
      input: z.object({ ResourceArn: z.string(), Tags: listOf(tag) }),
      access: ({ ResourceArn }) => on('TagResource', ResourceArn),
      run: ({ ResourceArn, Tags }) => {
        const topic = resource(ResourceArn);
        const tags = { ...topic.tags, ...Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) };
        if (Object.keys(tags).length > LIMIT) throw new AwsError('TagLimitExceeded', `A topic can have ${LIMIT} tags`);
        topics.save({ ...topic, tags });
        return {};
      },
    }),
    UntagResource: operation({
      input: z.object({ ResourceArn: z.string(), TagKeys: listOf(z.string()) }),
      access: ({ ResourceArn }) => on('UntagResource', ResourceArn),
      run: ({ ResourceArn, TagKeys }) => {
        const topic = resource(ResourceArn);
        const kept = Object.entries(topic.tags).filter(([key]) => !TagKeys.includes(key));
        topics.save({ ...topic, tags: Object.fromEntries(kept) });
        return {};
      },
    }),
    ListTagsForResource: operation({
      input: z.object({ ResourceArn: z.string() }),
      access: ({ ResourceArn }) => on('ListTagsForResource', ResourceArn),
      run: ({ ResourceArn }) => ({
        Tags: Object.entries(resource(ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    }),
  };
};
