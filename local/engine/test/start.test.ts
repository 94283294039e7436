import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAssembly } from '../src/testing/assembly.ts';
import { startTestEngine } from '../src/testing/engine.ts';

const statusOf = (port: number, headers: Record<string, string>, method = 'POST'): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

describe('starting the engine', () => {
  it('names the port that is in use and the option that changes it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(startTestEngine({ awsPort: port })).rejects.toThrow(
      `port ${port} is in use: stop what listens there, or choose another with --aws-port PORT`,
    );
    server.close();
  });

  it('names a data folder that cannot be used', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'engine-')), 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    await expect(startTestEngine({ dataDir: file })).rejects.toThrow(/data folder .*file cannot be used .*--data DIR/);
  });

  it.skipIf(process.platform !== 'linux')('gives up at a folder that cannot be made', async () => {
    await expect(startTestEngine({ dataDir: '/proc/nope' })).rejects.toThrow(
      /data folder \/proc\/nope cannot be used .*--data DIR/,
    );
  });

  it.each([
    [
      'an unknown resource type',
      { Lake: { Type: 'AWS::Lakes::Lake' } },
      'the template has resources of types that the local engine does not emulate: Lake (AWS::Lakes::Lake)',
    ],
    [
      'an unknown property',
      {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: { Statement: [] }, PermissionsBoundary: 'x' },
        },
      },
      'Role (AWS::IAM::Role): property PermissionsBoundary is not emulated',
    ],
    [
      'an unknown intrinsic',
      { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: { 'Fn::Cidr': [] } } } },
      'intrinsic function Fn::Cidr is not emulated',
    ],
  ])('refuses %s in one clear line', async (_name, Resources, message) => {
    await expect(startTestEngine({ assembly: writeAssembly({ Resources }) })).rejects.toThrow(message);
  });

  it('says how to synthesize when the assembly is missing', async () => {
    await expect(startTestEngine({ assembly: '/nowhere' })).rejects.toThrow(
      /manifest\.json is missing: synthesize the stack first/,
    );
  });

  it('lists what is declared but not emulated', async () => {
    const properties = {
      ...{ ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 1 },
      ...{ MetricName: 'Errors', Namespace: 'AWS/Lambda', Period: 60, Statistic: 'Sum' },
    };
    const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: properties };
    const engine = await startTestEngine({ assembly: writeAssembly({ Resources: { A: alarm, B: alarm } }) });
    expect(engine.declared).toEqual(['AWS::CloudWatch::Alarm (2)']);
    await engine.dispose();
  });

  it('answers only this machine, and no page of another site', async () => {
    const engine = await startTestEngine();
    const port = Number(new URL(engine.awsOrigin).port);
    const own = `localhost:${port}`;
    expect(await statusOf(port, { host: 'evil.example', 'x-amz-target': 'AmazonSQS.ListQueues' })).toBe(403);
    expect(
      await statusOf(port, { host: own, origin: 'https://evil.example', 'x-amz-target': 'AmazonSQS.ListQueues' }),
    ).toBe(403);
    expect(await statusOf(port, { host: own, 'x-amz-target': 'AmazonSQS.ListQueues' })).toBe(200);
    await engine.dispose();
  });
});
