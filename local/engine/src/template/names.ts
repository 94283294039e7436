import { createHash } from 'node:crypto';
import type { Engine } from '../service.ts';

/** A physical name as CloudFormation makes them; stable for a logical id, so that state on disk is found again. */
export const generatedName = (stackName: string, logicalId: string, maxLength: number): string => {
  const suffix = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 12);
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - 13)}-${suffix}`;
};

/** The ARN of a stack. */
export const stackIdOf = (stackName: string, { region, accountId }: Pick<Engine, 'region' | 'accountId'>): string => {
  const hex = createHash('sha256').update(stackName).digest('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/${id}`;
};
