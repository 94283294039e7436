import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFinding, runCampaign } from '../fuzz/campaign.ts';
import { apiTarget, awsTarget } from '../fuzz/targets.ts';
import { type Shop, startShop } from '../helpers/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.engine.dispose());

describe('hostile requests, a few of those of npm run fuzz', () => {
  it('the API answers each in time, and none with a fault of ours', { timeout: 90_000 }, async () => {
    const { siteOrigin, awsOrigin, outputs } = shop.engine;
    const target = await apiTarget({ pid: process.pid, siteOrigin, awsOrigin, outputs: { ...outputs } });
    const { findings, statuses } = await runCampaign({ ...target, seed: 10, requests: 400 });
    expect(findings.map(describeFinding)).toEqual([]);
    expect(statuses.get(202)).toBeGreaterThan(0);
  });

  it('so does the AWS endpoint', { timeout: 90_000 }, async () => {
    const { findings, statuses } = await runCampaign({ ...awsTarget(shop.engine), seed: 10, requests: 600 });
    expect(findings.map(describeFinding)).toEqual([]);
    expect(statuses.get(200)).toBeGreaterThan(0);
  });
});
