import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { billOf, unitsSchema } from '../bench/cost-model.ts';
import { costTable } from '../bench/cost-tables.ts';
import { inventoryOf } from '../bench/inventory.ts';
import { withBetween } from '../bench/markdown.ts';
import { prodContext, synthesizedTemplate } from './synthesized.ts';

const docs = resolve(import.meta.dirname, '../../docs');
const units = unitsSchema.parse(JSON.parse(readFileSync(`${docs}/measured/units.json`, 'utf8')).unitsPerOrder);
const inventory = inventoryOf(synthesizedTemplate({ ...prodContext, senderAddress: 'shop@example.com' }));
const dollarsOf = (name: string, orders: number, counted = units): number => {
  const found = billOf(orders, counted, inventory).find((item) => item.name === name);
  if (!found) throw new Error(`the bill has no ${name}`);
  return found.dollars;
};

describe('docs/cost.md', () => {
  it('has the bill of the units, the prices and the template as they are: else run npm run cost', () => {
    const text = readFileSync(`${docs}/cost.md`, 'utf8');
    expect(text).toBe(withBetween(text, 'cost', costTable(units, inventory)));
  });
});

describe('the bill', () => {
  it('has the transition into the execution beside those into its states', () => {
    const counted = { ...units, stateTransitions: 3 };
    expect(dollarsOf('Step Functions: state transitions', 1_000_000, counted)).toBe(100);
  });

  it('grows with the orders, but for what stands there anyway', () => {
    expect(dollarsOf('SES: mails', 2_000_000)).toBeCloseTo(2 * dollarsOf('SES: mails', 1_000_000));
    expect(dollarsOf('CloudWatch: alarms', 2_000_000)).toBe(dollarsOf('CloudWatch: alarms', 1));
  });

  it('counts people by the steps of their price', () => {
    expect(dollarsOf('Cognito: active people', 20_000)).toBe(0);
    expect(dollarsOf('Cognito: active people', 22_000)).toBeCloseTo(1_000 * 0.0055);
    expect(dollarsOf('Cognito: active people', 400_000)).toBeCloseTo(90_000 * 0.0055 + 100_000 * 0.0046);
  });

  it('counts every metric that an alarm watches, and every rule of the firewall', () => {
    expect(inventory.webAclRules).toBe(5);
    expect(inventory.alarmMetrics).toBeGreaterThan(80);
    expect(inventory).toMatchObject({ compositeAlarms: 1, dashboards: 1, keys: 1, secrets: 1, ownMetrics: 13 });
  });
});
