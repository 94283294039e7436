import type { Failure } from '../failure.ts';
import { resourceName, type TaskResource } from './resource.ts';

/** A history event's type and details. */
type TaskEvent = readonly [type: string, details?: object];

interface Durations {
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
}

const WHOLE = { truncated: false };

/** The events of a task, as its kind of resource is reported.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
export const taskEvents = (resource: TaskResource, region: string) =>
  resource.kind === 'function' ? functionEvents(resource.arn) : serviceEvents(resource, region);

const functionEvents = (resource: string) => ({
  scheduled: (argument: string, durations: Durations): TaskEvent => [
    'LambdaFunctionScheduled',
    { lambdaFunctionScheduledEventDetails: { resource, input: argument, inputDetails: WHOLE, ...durations } },
  ],
  started: (): TaskEvent => ['LambdaFunctionStarted'],
  submitted: (output: string): TaskEvent => [
    'TaskSubmitted',
    { taskSubmittedEventDetails: { output, outputDetails: WHOLE } },
  ],
  succeeded: (output: string): TaskEvent => [
    'LambdaFunctionSucceeded',
    { lambdaFunctionSucceededEventDetails: { output, outputDetails: WHOLE } },
  ],
  failed: ({ error, cause }: Failure): TaskEvent => [
    'LambdaFunctionFailed',
    { lambdaFunctionFailedEventDetails: { error, cause } },
  ],
  timedOut: (): TaskEvent => [
    'LambdaFunctionTimedOut',
    { lambdaFunctionTimedOutEventDetails: { error: 'States.Timeout' } },
  ],
});

const serviceEvents = (resource: Extract<TaskResource, { kind: 'service' }>, region: string) => {
  const what = { resourceType: resource.service, resource: resourceName(resource) };
  return {
    scheduled: (argument: string, durations: Durations): TaskEvent => [
      'TaskScheduled',
      { taskScheduledEventDetails: { ...what, region, parameters: argument, ...durations } },
    ],
    started: (): TaskEvent => ['TaskStarted', { taskStartedEventDetails: what }],
    submitted: (output: string): TaskEvent => [
      'TaskSubmitted',
      { taskSubmittedEventDetails: { ...what, output, outputDetails: WHOLE } },
    ],
    succeeded: (output: string): TaskEvent => [
      'TaskSucceeded',
      { taskSucceededEventDetails: { ...what, output, outputDetails: WHOLE } },
    ],
    failed: ({ error, cause }: Failure): TaskEvent => [
      'TaskFailed',
      { taskFailedEventDetails: { ...what, error, cause } },
    ],
    timedOut: (): TaskEvent => ['TaskTimedOut', { taskTimedOutEventDetails: { ...what, error: 'States.Timeout' } }],
  };
};
