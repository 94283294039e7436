import * as z from 'zod';
import type { Place } from '../place.ts';

const ref = z.strictObject({ Ref: z.string() });
const join = z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });

/** Pseudo parameters that are known before a stack is there; undefined for one that is not. */
const pseudo = (name: string, stackName: string, { account, region }: Place): string | undefined =>
  ({
    'AWS::AccountId': account,
    'AWS::Partition': region.startsWith('cn-') ? 'aws-cn' : 'aws',
    'AWS::Region': region,
    'AWS::StackName': stackName,
  })[name];

/** A template value as the text that it will be; undefined where that is not known before the deployment. */
export const resolve = (value: unknown, stackName: string, place: Place): string | undefined => {
  if (typeof value === 'string') return value;
  const reference = ref.safeParse(value);
  if (reference.success) return pseudo(reference.data.Ref, stackName, place);
  const joined = join.safeParse(value);
  if (!joined.success) return undefined;
  const [separator, parts] = joined.data['Fn::Join'];
  const texts = parts.map((part) => resolve(part, stackName, place));
  return texts.includes(undefined) ? undefined : texts.join(separator);
};
