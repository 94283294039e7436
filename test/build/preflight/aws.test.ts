import { afterEach, describe, expect, it } from 'vitest';
import { createAwsPorts } from '../../../cdk/operations/preflight/aws/index.ts';
import type { NotAsked } from '../../../cdk/operations/preflight/not-asked.ts';
import { permissionsPolicy } from '../../../cdk/operations/preflight/permissions.ts';
import type { Ports } from '../../../cdk/operations/preflight/ports.ts';
import { type StubAnswer, startAwsStub, stubClientSettings } from '../../helpers/aws-stub.ts';

const STOPS: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of STOPS.splice(0)) await stop();
});

const portsAt = (endpoint: string): Ports => {
  const { region, credentials, ...settings } = stubClientSettings(endpoint);
  const requestHandler = { connectionTimeout: 1000, requestTimeout: 1000 };
  return createAwsPorts({ ...settings, credentials: async () => credentials, maxAttempts: 1, requestHandler }, region);
};

/** The ports on an endpoint that answers so. */
const answering = async (...answers: StubAnswer[]): Promise<Ports> => {
  const { endpoint, stop } = await startAwsStub(...answers);
  STOPS.push(stop);
  return portsAt(endpoint);
};

const json = (body: object, status = 200): StubAnswer => ({ status, body });
const failure = (name: string, message = 'No.', status = 400): StubAnswer => json({ __type: name, message }, status);
const xmlFailure = (name: string, message = 'No.', status = 400): StubAnswer => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});
const describedStacks = (members: string): StubAnswer => ({
  status: 200,
  body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>${members}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
});
const resourceRow = (id: string, status: string): string =>
  `<member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>p-${id}</PhysicalResourceId><ResourceType>AWS::SQS::Queue</ResourceType><ResourceStatus>${status}</ResourceStatus></member>`;
const ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/1';

/** Each question, by the action that it needs, and how its service says what it answers. */
const questions: Readonly<Record<string, { ask: (ports: Ports) => Promise<unknown>; isXml?: boolean }>> = {
  'acm:DescribeCertificate': { ask: ({ certificates }) => certificates.certificate(ARN) },
  'cloudformation:DescribeStacks': { ask: ({ stacks }) => stacks.stack('Shop'), isXml: true },
  'cloudformation:ListStackResources': { ask: ({ stacks }) => stacks.resources('Shop'), isXml: true },
  'cloudfront:ListDistributions': { ask: ({ distributions }) => distributions.all(), isXml: true },
  'cognito-idp:DescribeUserPoolDomain': { ask: ({ logins }) => logins.poolOfDomain('shop') },
  'dynamodb:DescribeTable': { ask: ({ tables }) => tables.table('Orders') },
  'lambda:GetAccountSettings': { ask: ({ functions }) => functions.concurrency() },
  'lambda:GetFunctionConcurrency': { ask: ({ functions }) => functions.reserved('f') },
  'ses:GetAccount': { ask: ({ mail }) => mail.account() },
  'ses:GetEmailIdentity': { ask: ({ mail }) => mail.identity('example.com') },
  'ssm:GetParameter': { ask: ({ parameters }) => parameters.value('/p') },
};

describe.each(Object.entries(questions))('%s', (action, { ask, isXml }) => {
  const failing = isXml ? xmlFailure : failure;
  const refusal = async (ports: Ports): Promise<unknown> => ask(ports).catch((error: unknown) => error);

  it('that may not be asked is told with the action to allow', async () => {
    const error = await refusal(await answering(failing(isXml ? 'AccessDenied' : 'AccessDeniedException', 'No.', 403)));
    expect(error).toMatchObject({ name: 'NotAsked', reason: 'denied', message: `may not be asked: ${action}` });
  });

  it('that nobody answers is told as unreachable', async () => {
    expect(await refusal(await answering({ hangUp: true }))).toMatchObject({ name: 'NotAsked', reason: 'unreachable' });
    expect(await refusal(portsAt('http://127.0.0.1:1'))).toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining(`${action}: `),
    });
  });

  it('asked with credentials of yesterday is told as such', async () => {
    const error = await refusal(
      await answering(failing(isXml ? 'ExpiredToken' : 'ExpiredTokenException', 'Old.', 403)),
    );
    expect(error).toMatchObject({ reason: 'credentials', message: expect.stringMatching(/Expired.*Old$/) });
  });

  it('that the service refuses or fails is told with its words', async () => {
    const error = (await refusal(await answering(failing('ThrottlingException', 'Slow down.')))) as NotAsked;
    expect(error).toMatchObject({ name: 'NotAsked', reason: 'refused' });
    expect(error.message).toBe(`could not be asked: ${action}: ThrottlingException, Slow down`);
  });

  it('that is answered with something else is told as not asked', async () => {
    const error = (await refusal(await answering({ status: 502, body: 'Bad gateway' }))) as NotAsked;
    expect(error).toMatchObject({ name: 'NotAsked', reason: 'refused' });
    expect(error.message).toMatch(/^could not be asked: \S+: (?!undefined)./);
    expect(error.message).not.toContain('\n');
  });

  it('is in the policy that is printed', () => {
    expect(permissionsPolicy().Statement.flatMap(({ Action }) => Action)).toContain(action);
  });
});

describe('what is not there', () => {
  it.each([
    ['ssm:GetParameter', failure('ParameterNotFound')],
    ['acm:DescribeCertificate', failure('ResourceNotFoundException')],
    ['cognito-idp:DescribeUserPoolDomain', failure('ResourceNotFoundException')],
    ['cognito-idp:DescribeUserPoolDomain', json({ DomainDescription: {} })],
    ['dynamodb:DescribeTable', failure('ResourceNotFoundException')],
    ['ses:GetEmailIdentity', failure('NotFoundException', 'No.', 404)],
    ['cloudformation:DescribeStacks', xmlFailure('ValidationError', 'Stack with id Shop does not exist')],
  ])('%s gives undefined', async (action, answer) => {
    expect(await questions[action]?.ask(await answering(answer))).toBeUndefined();
  });

  it('has nothing reserved, as a function', async () => {
    const ports = await answering(failure('ResourceNotFoundException', 'No.', 404));
    expect(await ports.functions.reserved('f')).toBe(0);
  });

  it('is not taken for another mistake in the request', async () => {
    const ports = await answering(xmlFailure('ValidationError', '1 validation error detected'));
    await expect(ports.stacks.stack('Shop')).rejects.toMatchObject({ reason: 'refused' });
  });
});

describe('what is there', () => {
  it('is a table with its key and size', async () => {
    const Table = { KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }], ItemCount: 7 };
    const ports = await answering(json({ Table }));
    expect(await ports.tables.table('Orders')).toEqual({ key: ['orderId HASH'], items: 7 });
  });

  it('is a stack with its outputs, and what it holds still', async () => {
    const ports = await answering(
      describedStacks(
        '<StackStatus>UPDATE_COMPLETE</StackStatus><Outputs><member><OutputKey>A</OutputKey><OutputValue>1</OutputValue></member></Outputs>',
      ),
      {
        status: 200,
        body: `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${resourceRow('A', 'CREATE_COMPLETE')}${resourceRow('B', 'DELETE_SKIPPED')}</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>`,
      },
    );
    expect(await ports.stacks.stack('Shop')).toEqual({ status: 'UPDATE_COMPLETE', outputs: { A: '1' } });
    expect(await ports.stacks.resources('Shop')).toEqual([
      { logicalId: 'A', physicalId: 'p-A', type: 'AWS::SQS::Queue' },
    ]);
  });

  it('is a quota of Lambda', async () => {
    const AccountLimit = { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 9 };
    const ports = await answering(json({ AccountLimit }));
    expect(await ports.functions.concurrency()).toEqual({ limit: 10, unreserved: 9 });
  });

  it('is not assumed where the answer lacks it', async () => {
    await expect((await answering(json({}))).functions.concurrency()).rejects.toMatchObject({ reason: 'refused' });
    await expect((await answering(json({}))).mail.account()).rejects.toMatchObject({ reason: 'refused' });
  });

  it.each([
    [{ SigningEnabled: true, Status: 'SUCCESS' }, true],
    [{ SigningEnabled: false, Status: 'SUCCESS' }, false],
    [{ SigningEnabled: true, Status: 'PENDING' }, false],
  ])('is an identity, signed or not: %o', async (DkimAttributes, isSigned) => {
    const answer = json({ VerifiedForSendingStatus: true, VerificationStatus: 'SUCCESS', DkimAttributes });
    const found = await (await answering(answer)).mail.identity('example.com');
    expect(found).toEqual({ isVerified: true, verification: 'SUCCESS', isSigned });
  });

  it('is a user pool that has the domain', async () => {
    const ports = await answering(json({ DomainDescription: { Domain: 'shop', UserPoolId: 'eu_1' } }));
    expect(await ports.logins.poolOfDomain('shop')).toBe('eu_1');
  });

  it('is a certificate with each of its names once', async () => {
    const Certificate = {
      Status: 'ISSUED',
      DomainName: 'a.example.com',
      SubjectAlternativeNames: ['a.example.com', '*.example.com'],
      Type: 'IMPORTED',
      RenewalEligibility: 'INELIGIBLE',
    };
    const ports = await answering(json({ Certificate }));
    expect(await ports.certificates.certificate(ARN)).toEqual({
      status: 'ISSUED',
      names: ['a.example.com', '*.example.com'],
      expiresAt: undefined,
      isRenewed: false,
    });
  });

  it('is a distribution with its names', async () => {
    const ports = await answering({
      status: 200,
      body: '<DistributionList><Items><DistributionSummary><Id>E1</Id><Aliases><Quantity>1</Quantity><Items><CNAME>shop.example.com</CNAME></Items></Aliases></DistributionSummary></Items><IsTruncated>false</IsTruncated></DistributionList>',
    });
    expect(await ports.distributions.all()).toEqual([{ id: 'E1', aliases: ['shop.example.com'] }]);
  });
});
