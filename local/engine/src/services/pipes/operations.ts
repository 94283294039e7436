import * as z from 'zod';
import { type Engine, operation, type RestRoute } from '../../service.ts';
import type { PipeRecord } from './pipe.ts';
import type { Pipes } from './pipes.ts';

const named = z.object({ Name: z.string() });

const summary = ({ pipe, state, createdAt, modifiedAt }: PipeRecord) => ({
  Arn: pipe.arn,
  Name: pipe.name,
  CurrentState: state,
  DesiredState: state,
  Source: pipe.source,
  Target: pipe.target,
  CreationTime: createdAt / 1000,
  LastModifiedTime: modifiedAt / 1000,
});

/** https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_Operations.html */
export const createPipeOperations = (engine: Engine, pipes: Pipes) => {
  const access = (action: string) => (input: { Name: string }) => [
    { action: `pipes:${action}`, resource: `arn:aws:pipes:${engine.region}:${engine.accountId}:pipe/${input.Name}` },
  ];
  /** Here the change is done when the call answers; AWS answers with the state on the way there. */
  const changed = (record: PipeRecord, CurrentState: string) => {
    const { Source: _source, Target: _target, ...rest } = summary(record);
    return { ...rest, CurrentState };
  };
  return {
    DescribePipe: operation({
      input: named,
      access: access('DescribePipe'),
      run: ({ Name }) => {
        const record = pipes.find(Name);
        const { roleArn, description, sourceParameters, targetParameters } = record.pipe;
        return {
          ...summary(record),
          RoleArn: roleArn,
          ...(description !== undefined && { Description: description }),
          SourceParameters: sourceParameters ?? {},
          TargetParameters: targetParameters ?? {},
        };
      },
    }),
    ListPipes: operation({
      input: z.object({}),
      access: () => [{ action: 'pipes:ListPipes', resource: '*' }],
      run: () => ({ Pipes: pipes.list().map(summary) }),
    }),
    StartPipe: operation({
      input: named,
      access: access('StartPipe'),
      run: ({ Name }) => changed(pipes.want(Name, 'RUNNING'), 'STARTING'),
    }),
    StopPipe: operation({
      input: named,
      access: access('StopPipe'),
      run: ({ Name }) => changed(pipes.want(Name, 'STOPPED'), 'STOPPING'),
    }),
  };
};

/** Their routes. */
export const PIPE_ROUTES: readonly RestRoute[] = [
  { method: 'GET', path: '/v1/pipes', operation: 'ListPipes' },
  { method: 'GET', path: '/v1/pipes/{Name}', operation: 'DescribePipe' },
  { method: 'POST', path: '/v1/pipes/{Name}/start', operation: 'StartPipe' },
  { method: 'POST', path: '/v1/pipes/{Name}/stop', operation: 'StopPipe' },
];
