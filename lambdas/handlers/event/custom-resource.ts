import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Logger } from '../../runtime/logger.ts';

/** A CloudFormation request (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html). */
const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: z.record(z.string(), z.unknown()),
});

/** A CloudFormation request. */
type CustomResourceRequest = z.infer<typeof requestSchema>;

/** CloudFormation takes at most 4096 bytes in all. */
const MAX_REASON_LENGTH = 1_000;
const PUT_TIMEOUT_MS = 10_000;

/** What a custom resource tells of its work: it is logged, and CloudFormation offers it as attributes. */
type Summary = Readonly<Record<string, string | number>>;

type Result = { Status: 'SUCCESS'; Data?: Summary } | { Status: 'FAILED'; Reason: string };

const put = async (request: CustomResourceRequest, physicalResourceId: string, result: Result): Promise<void> => {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = request;
  const body = { ...result, PhysicalResourceId: physicalResourceId, StackId, RequestId, LogicalResourceId };
  const response = await fetch(ResponseURL, {
    method: 'PUT',
    // The address is signed for an empty content type.
    headers: { 'content-type': '' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PUT_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`CloudFormation did not take the response: HTTP ${response.status}`);
};

/** Wraps the work of a custom resource: it always tells CloudFormation how it went, as a deployment waits an hour for a
 * silent one. The physical id stays the same, so that no update is taken for a replacement. */
export const customResource =
  (logger: Logger, physicalResourceId: string, run: (request: CustomResourceRequest) => Promise<Summary | undefined>) =>
  async (event: unknown, context: Pick<Context, 'awsRequestId'>): Promise<void> => {
    const log = logger.with({ requestId: context.awsRequestId });
    const request = requestSchema.parse(event);
    const id = request.PhysicalResourceId ?? physicalResourceId;
    const result = await run(request).then(
      (summary): Result => ({ Status: 'SUCCESS', ...(summary && { Data: summary }) }),
      (error: unknown): Result => {
        log.error('custom resource failed', error, { requestType: request.RequestType });
        return { Status: 'FAILED', Reason: String(error).slice(0, MAX_REASON_LENGTH) };
      },
    );
    await put(request, id, result);
    log.info('custom resource answered', {
      ...(result.Status === 'SUCCESS' && result.Data),
      requestType: request.RequestType,
      status: result.Status,
    });
  };
