import type { Locator, Page } from 'playwright-core';
import { openShop, signIn } from './steps.ts';

/** Signs the ready-made support person in and goes to the search by the link that only support has. */
export const openSupport = async (page: Page): Promise<void> => {
  await openShop(page);
  await signIn(page, 'support@example.com');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Support' }).click();
  await page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
  await page.getByRole('table', { name: /Newest orders/ }).waitFor();
};

/** From the search: finds a customer's orders and opens one. */
export const findByEmail = async (page: Page, email: string, orderId: string): Promise<void> => {
  await page.getByLabel('E-mail of the customer').fill(email);
  await page.getByRole('button', { name: 'Search' }).click();
  await page
    .getByRole('table', { name: /Orders found/ })
    .getByRole('link', { name: orderId })
    .click();
  await traceShown(page, orderId);
};

/** Opens the trace of an order by its address. */
export const openTrace = async (page: Page, orderId: string): Promise<void> => {
  await page.goto(`/support/orders/${orderId}`);
  await traceShown(page, orderId);
};

const traceShown = async (page: Page, orderId: string): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: orderId }).waitFor();
  await page.getByRole('button', { name: 'ExecutionStarted' }).waitFor();
};

/** A state in the drawing, once it has this outcome. */
export const stateIn = async (page: Page, name: string, outcome: string): Promise<Locator> => {
  const state = page
    .getByRole('group', { name: 'The state machine, drawn' })
    .getByRole('button', { name: new RegExp(`\\b${name} ${outcome}\\b`) });
  await state.waitFor();
  return state;
};

/** The details of a state, which a click on it in the drawing opens. */
export const openPanel = async (page: Page, name: string, outcome: string): Promise<Locator> => {
  await (await stateIn(page, name, outcome)).click();
  const panel = page.getByRole('complementary', { name: 'Details of a state' });
  await panel.getByRole('heading', { name, exact: true }).waitFor();
  return panel;
};

/** The card of a dead-letter queue, once it has counted this many messages. */
export const queueWith = async (page: Page, name: string, count: string): Promise<Locator> => {
  const queue = page.getByRole('region', { name, exact: true });
  await queue.getByText(count, { exact: true }).waitFor();
  return queue;
};
