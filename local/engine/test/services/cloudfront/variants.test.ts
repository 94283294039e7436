import { CachePolicy, OriginRequestPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { describe, expect, it } from 'vitest';
import { startTestEngine } from '../../../src/testing/engine.ts';
import { changedAssembly, type Template } from '../../../src/testing/template.ts';
import { send, synthesizeSite } from './site.ts';

const files = { 'index.html': 'the page', 'assets/app.js': 'the script' };

type Engine = Awaited<ReturnType<typeof startTestEngine>>;

const withSite = async (assembly: string, work: (engine: Engine) => Promise<void>): Promise<void> => {
  const engine = await startTestEngine({ assembly });
  try {
    await work(engine);
  } finally {
    await engine.dispose();
  }
};

interface Statement {
  readonly Principal: { readonly Service?: string };
  Action: string | string[];
  Resource: unknown;
}

/** The statements that admit the distribution, in the policy of each bucket. */
const changeGrants = (template: Template, change: (statement: Statement) => Statement[]): void => {
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type !== 'AWS::S3::BucketPolicy') continue;
    const document = Properties.PolicyDocument as { Statement: Statement[] };
    document.Statement = document.Statement.flatMap((statement) =>
      statement.Principal.Service === 'cloudfront.amazonaws.com' ? change(statement) : [statement],
    );
  }
};

const configOf = (template: Template): { Origins: Record<string, unknown>[]; [key: string]: unknown } => {
  const found = Object.values(template.Resources).find(({ Type }) => Type === 'AWS::CloudFront::Distribution');
  return found?.Properties.DistributionConfig as ReturnType<typeof configOf>;
};

describe('a distribution and the policy of its bucket', () => {
  it('is refused by a bucket whose policy does not admit it', async () => {
    const assembly = changedAssembly(synthesizeSite({ files }), (template) => changeGrants(template, () => []));
    await withSite(assembly, async ({ siteOrigin }) => {
      const answer = await send(siteOrigin, '/index.html');
      expect(answer.status).toBe(403);
      expect(answer.body.toString()).toContain('<Code>AccessDenied</Code>');
    });
  });

  it('is refused where the policy admits another distribution', async () => {
    const assembly = changedAssembly(synthesizeSite({ files }), (template) =>
      changeGrants(template, (statement) => [
        {
          ...statement,
          Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::0:distribution/E0' } },
        } as Statement,
      ]),
    );
    await withSite(assembly, async ({ siteOrigin }) => {
      expect((await send(siteOrigin, '/index.html')).status).toBe(403);
    });
  });

  it('is refused when it does not sign its requests', async () => {
    const assembly = changedAssembly(synthesizeSite({ files }), (template) => {
      for (const origin of configOf(template).Origins) delete origin.OriginAccessControlId;
    });
    await withSite(assembly, async ({ siteOrigin }) => {
      expect((await send(siteOrigin, '/index.html')).status).toBe(403);
    });
  });

  it('learns that a file is missing only where it may list the bucket', async () => {
    const assembly = changedAssembly(synthesizeSite({ files }), (template) =>
      changeGrants(template, (statement) => [
        { ...statement, Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' },
      ]),
    );
    await withSite(assembly, async ({ siteOrigin }) => {
      const answer = await send(siteOrigin, '/none.js');
      expect(answer.status).toBe(404);
      expect(answer.body.toString()).toContain('<Code>NoSuchKey</Code>');
    });
  });
});

describe('a distribution', () => {
  it('replaces errors by a custom page everywhere, the API included', async () => {
    const errorResponses = [{ httpStatus: 403, responseHttpStatus: 200, responsePagePath: '/index.html' }];
    await withSite(synthesizeSite({ files, distribution: { errorResponses } }), async ({ siteOrigin }) => {
      for (const path of ['/none.js', '/api/status/403']) {
        const answer = await send(siteOrigin, path);
        expect([answer.status, answer.body.toString()]).toEqual([200, 'the page']);
      }
      expect((await send(siteOrigin, '/api/status/404')).status).toBe(404);
    });
  });

  it('keeps headers, cookies and query from an API that no policy forwards them to', async () => {
    await withSite(synthesizeSite({ files, forward: false }), async ({ siteOrigin }) => {
      const answer = await send(siteOrigin, '/api/orders?cursor=1', {
        headers: { authorization: 'Bearer x', cookie: 'a=1' },
      });
      const { headers, query } = JSON.parse(answer.body.toString());
      expect(headers).not.toHaveProperty('Authorization');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers['User-Agent']).toBe('Amazon CloudFront');
      expect(query).toBeNull();
    });
  });

  it("is told Forbidden by API Gateway when it forwards the viewer's Host", async () => {
    const assembly = changedAssembly(synthesizeSite({ files }), (template) => {
      const [behaviour] = configOf(template).CacheBehaviors as Record<string, unknown>[];
      Object.assign(behaviour ?? {}, { OriginRequestPolicyId: OriginRequestPolicy.ALL_VIEWER.originRequestPolicyId });
    });
    await withSite(assembly, async ({ siteOrigin }) => {
      const answer = await send(siteOrigin, '/api/orders');
      expect([answer.status, answer.body.toString()]).toEqual([403, '{"message":"Forbidden"}']);
    });
  });

  it('does not compress under a cache policy that does not ask for it', async () => {
    const assembly = changedAssembly(synthesizeSite({ files: { 'index.html': 'x'.repeat(5000) } }), (template) => {
      Object.assign(configOf(template).DefaultCacheBehavior as object, {
        CachePolicyId: CachePolicy.CACHING_DISABLED.cachePolicyId,
      });
    });
    await withSite(assembly, async ({ siteOrigin }) => {
      const answer = await send(siteOrigin, '/', { headers: { 'accept-encoding': 'br, gzip' } });
      expect(answer.status).toBe(200);
      expect(answer.headers).not.toHaveProperty('content-encoding');
    });
  });

  it.each([
    [
      'an origin elsewhere',
      'DomainName',
      'example.com',
      'example.com is neither a bucket nor a REST API of this template',
    ],
    ['an unknown property of an origin', 'OriginAccessPoint', 'x', 'OriginAccessPoint is not emulated'],
  ])('is a clear error at start with %s', async (_name, property, value, message) => {
    const assembly = changedAssembly(synthesizeSite({ files }), (template) => {
      Object.assign(configOf(template).Origins[0] ?? {}, { [property]: value });
    });
    await expect(startTestEngine({ assembly })).rejects.toThrow(message);
  });

  it('has the same host after a restart', async () => {
    const assembly = synthesizeSite({ files });
    const first = await startTestEngine({ assembly });
    await first.stop();
    const second = await startTestEngine({ assembly, dataDir: first.dataDir });
    expect(second.outputs.Host).toMatch(/^d[a-z0-9]{13}\.cloudfront\.net$/);
    expect(second.outputs.Host).toBe(first.outputs.Host);
    await second.dispose();
  });
});
