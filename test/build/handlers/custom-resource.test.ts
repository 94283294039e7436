import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { customResource } from '../../../lambdas/handlers/event/custom-resource.ts';
import { aContext, memoryLogger } from '../../helpers/factories.ts';

describe('a custom resource', () => {
  let stop = () => {};
  afterEach(() => stop());

  const cloudFormation = async (status = 200) => {
    const answers: { contentType: string | undefined; body: Record<string, unknown> }[] = [];
    const server = createServer(async (request, response) => {
      const chunks = await request.toArray();
      const body = JSON.parse(Buffer.concat(chunks).toString());
      answers.push({ contentType: request.headers['content-type'], body });
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stop = () => {
      server.closeAllConnections();
      server.close();
    };
    const { port } = server.address() as AddressInfo;
    const request = {
      RequestType: 'Create',
      ResponseURL: `http://127.0.0.1:${port}/response?signature=x`,
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Seeding',
      ResourceProperties: { ServiceToken: 'arn', Products: '[]' },
    };
    return { answers, request };
  };

  it('answers SUCCESS under an id that stays the same', async () => {
    const { answers, request } = await cloudFormation();
    const handler = customResource(memoryLogger(), 'catalogue', async () => undefined);
    await handler(request, aContext());
    await handler({ ...request, RequestType: 'Update', PhysicalResourceId: 'as it was' }, aContext());
    const common = { Status: 'SUCCESS', StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Seeding' };
    expect(answers).toEqual([
      { contentType: '', body: { ...common, PhysicalResourceId: 'catalogue' } },
      { contentType: '', body: { ...common, PhysicalResourceId: 'as it was' } },
    ]);
  });

  it('tells CloudFormation and the log what it did', async () => {
    const { answers, request } = await cloudFormation();
    const logger = memoryLogger();
    await customResource(logger, 'catalogue', async () => ({ added: 3, kept: 12 }))(request, aContext());
    expect(answers[0]?.body).toMatchObject({ Status: 'SUCCESS', Data: { added: 3, kept: 12 } });
    expect(logger.lines).toMatchObject([{ message: 'custom resource answered', added: 3, kept: 12 }]);
  });

  it('answers FAILED with a reason that fits', async () => {
    const { answers, request } = await cloudFormation();
    const failing = () => Promise.reject(new Error(`no such table ${'x'.repeat(10_000)}`));
    await customResource(memoryLogger(), 'catalogue', failing)(request, aContext());
    expect(answers[0]?.body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('no such table') });
    expect(JSON.stringify(answers[0]?.body).length).toBeLessThan(4_096);
  });

  it('fails, to be called again, when CloudFormation does not take the answer', async () => {
    const { request } = await cloudFormation(500);
    const handler = customResource(memoryLogger(), 'catalogue', async () => undefined);
    await expect(handler(request, aContext())).rejects.toThrow('HTTP 500');
  });
});
