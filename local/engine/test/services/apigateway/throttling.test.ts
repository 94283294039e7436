import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../src/testing/clock.ts';
import { createApi, json } from './harness.ts';

const SETTINGS = [
  { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 10, ThrottlingBurstLimit: 5 },
  { HttpMethod: 'POST', ResourcePath: '/~1orders', ThrottlingRateLimit: '1', ThrottlingBurstLimit: 2 },
];

const limited = async () => {
  const clock = createManualClock();
  const api = await createApi({ clock });
  await api.method('GET', '/orders');
  await api.method('POST', '/orders');
  await api.stage({ MethodSettings: SETTINGS });
  const pass = async (method: string, times: number): Promise<number> => {
    let passed = 0;
    for (let sent = 0; sent < times; sent += 1) passed += (await api.send(method, '/orders')).status === 200 ? 1 : 0;
    return passed;
  };
  return { ...api, pass, clock };
};

describe('the throttling of a stage', () => {
  it('lets a burst pass and then the rate', async () => {
    const api = await limited();
    expect(await api.pass('GET', 8)).toBe(5);
    await api.clock.advance(300);
    expect(await api.pass('GET', 8)).toBe(3);
    await api.clock.advance(60_000);
    expect(await api.pass('GET', 8)).toBe(5);
  });

  it('goes on at its rate when the wall clock steps back an hour', async () => {
    const api = await limited();
    await api.pass('GET', 8);
    api.clock.step(-3_600_000);
    await api.clock.advance(300);
    expect(await api.pass('GET', 8)).toBe(3);
  });

  it('gives a method its own setting and its own bucket', async () => {
    const api = await limited();
    expect(await api.pass('POST', 5)).toBe(2);
    expect(await api.pass('GET', 8)).toBe(5);
  });

  it('answers 429 before it looks at the token or the body', async () => {
    const api = await limited();
    await api.pass('POST', 2);
    const response = await api.send('POST', '/orders');
    expect([response.status, json(response)]).toEqual([429, { message: 'Too Many Requests' }]);
    expect(response.headers['x-amzn-errortype']).toBe('TooManyRequestsException');
  });
});
