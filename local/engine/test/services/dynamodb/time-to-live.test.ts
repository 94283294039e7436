import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../src/testing/clock.ts';
import { keyOf, useTables } from './use-tables.ts';

const clock = createManualClock();
const { call, put, get, cost, restart } = useTables(() => ({ clock }));
const TableName = 'Things';
const nowSeconds = (): number => Math.floor(clock.now() / 1000);
const enable = (AttributeName = 'expires', Enabled = true) =>
  call('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName, Enabled } });
const putExpiring = (id: string, expires: unknown) => put({ ...keyOf(id), owner: { S: 'me' }, expires });
const YEAR_SECONDS = 365 * 24 * 3600;

describe('the time to live', () => {
  it('deletes what has expired within a minute, from the indexes too, at no write units', async () => {
    await enable();
    await putExpiring('soon', { N: String(nowSeconds() + 10) });
    await putExpiring('later', { N: String(nowSeconds() + 3600) });
    expect(await cost('wru', () => clock.advance(60_000))).toBe(0);
    expect(await get(keyOf('soon'))).toBeUndefined();
    expect(await get(keyOf('later'))).toBeDefined();
    expect(await call('Scan', { TableName, IndexName: 'byOwner' })).toMatchObject({ Count: 1 });
  });

  it('leaves texts, what is over five years old, and milliseconds, which are far away', async () => {
    await enable();
    await putExpiring('text', { S: String(nowSeconds() - 10) });
    await putExpiring('old', { N: String(nowSeconds() - 5 * YEAR_SECONDS - 60) });
    await putExpiring('milliseconds', { N: String(clock.now() - 10) });
    await clock.advance(60_000);
    expect(await call('Scan', { TableName })).toMatchObject({ Count: 3 });
  });

  it('deletes many', async () => {
    await enable();
    for (let at = 0; at < 450; at += 1) await putExpiring(`${at}`, { N: String(nowSeconds() - 1) });
    await clock.advance(60_000);
    expect(await call('Scan', { TableName })).toMatchObject({ Count: 0 });
  });

  it('takes effect for what was there before, and after a restart', async () => {
    await putExpiring('soon', { N: String(nowSeconds() + 10) });
    await clock.advance(60_000);
    expect(await get(keyOf('soon'))).toBeDefined();
    await enable();
    await restart();
    await clock.advance(60_000);
    expect(await get(keyOf('soon'))).toBeUndefined();
  });

  it('is described, and changed only from what it is', async () => {
    await enable();
    expect(await call('DescribeTimeToLive', { TableName })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    });
    await expect(enable()).rejects.toThrow('TimeToLive is already enabled');
    await expect(enable('other', false)).rejects.toThrow('TimeToLive is active on a different AttributeName');
    await enable('expires', false);
    expect(await call('DescribeTimeToLive', { TableName })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
    });
  });
});
