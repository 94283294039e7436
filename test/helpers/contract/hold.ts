import { afterEach, expect } from 'vitest';
import { takeBreaches } from './contract.ts';

// Runs before each file of the projects that start a shop: whatever it answered or announced keeps the contract.
afterEach(() => {
  expect(takeBreaches(), 'answers and events that break docs/api/openapi.json or docs/events').toEqual([]);
});
