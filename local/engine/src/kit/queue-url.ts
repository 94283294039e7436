import type { Engine } from '../service.ts';

/** The URL of the queue of an ARN. */
export const queueUrlOf = ({ awsOrigin }: Pick<Engine, 'awsOrigin'>, queueArn: string): string => {
  const [account, name] = queueArn.split(':').slice(-2);
  return `${awsOrigin()}/${account}/${name}`;
};
