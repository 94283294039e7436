import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from './site.ts';
import { answerForMadeOrder, LONG_STATE, MADE_ORDER, madeExecution } from './support-states.ts';
import { openSupport } from './support-steps.ts';
import { findViolations, watchShifts, widthBeyond } from './surface.ts';

const SIZES = {
  desktop: [1280, 900],
  phone: [390, 844],
  'narrow phone': [320, 700],
  'desktop at 200 %': [640, 450],
} as const;

describeInBrowser('every state of the support pages', (site) => {
  const signedIn = async (page: Page): Promise<void> => {
    const { orderId } = (await site.shop.order({ customerName: 'Kim', product: 'Mouse', quantity: 1 })).body;
    await site.shop.settled(String(orderId));
    await openSupport(page);
    await answerForMadeOrder(page);
  };

  /** Goes past each state; `look` is called on it. */
  const forEachState = async (page: Page, look: (state: string) => Promise<void>): Promise<void> => {
    await page.goto('/support');
    await page.getByRole('table', { name: /Newest orders/ }).waitFor();
    await look('list');
    await page.goto(`/support/orders/${MADE_ORDER}?state=PublishConfirmation`);
    await page.getByText('This execution has not been here.').waitFor();
    await look('trace, a state that was not reached');
    await page.goto(`/support/orders/${MADE_ORDER}?event=120`);
    await page.getByRole('link', { name: 'Link to this event' }).waitFor();
    await look('trace, an event on the second page');
    await page.getByText('The states as text').click();
    await page.getByRole('button', { name: 'Raw Event 120' }).click();
    await look('trace, raw and as text');
    await page.goto('/support/dead-letters');
    await page.getByRole('button', { name: 'Look at messages' }).click();
    await page.getByRole('heading', { name: 'Attributes' }).waitFor();
    await look('dead letters with attributes');
    await page.unroute(`**/api/support/orders/${MADE_ORDER}/execution*`);
    await page.goto(`/support/orders/${MADE_ORDER}?execution=typo`);
    await page.getByRole('alert').getByText('has no execution named typo').waitFor();
    await look('trace, no such execution');
    await answerForMadeOrder(page);
  };

  it('has nothing that axe-core finds, in light, dark and forced colours, and scrolls sideways at no size', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    visitor.expectComplaint(/status of 404 .*\/execution/);
    await signedIn(page);
    const found: Record<string, unknown> = {};
    await forEachState(page, async (state) => {
      for (const scheme of [{ colorScheme: 'dark' }, { forcedColors: 'active' }, {}] as const) {
        await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...scheme });
        const violations = await findViolations(page);
        if (violations.length > 0) found[`${state} ${JSON.stringify(scheme)}`] = violations;
      }
      for (const [name, [width, height]] of Object.entries(SIZES)) {
        await page.setViewportSize({ width, height });
        const beyond = await widthBeyond(page);
        if (beyond > 0) found[`${state}, ${name}`] = beyond;
      }
    });
    expect(found).toEqual({});
  });

  it.each(Object.entries(SIZES))('keeps everything where it is while it loads: %s', async (_name, [width, height]) => {
    const visitor = await site.visit({ viewport: { width, height } });
    const { page } = visitor;
    visitor.expectComplaint(/status of 404 .*\/execution/);
    const shifts = await watchShifts(page);
    await signedIn(page);
    const found: Record<string, number> = {};
    await forEachState(page, async (state) => {
      const shift = await shifts();
      if (shift >= 0.05) found[state] = shift;
    });
    expect(found).toEqual({});
  });

  it('says why an execution failed without an ARN, what was ordered, and how a redrive ended', async () => {
    const { page } = await site.visit();
    await signedIn(page);
    let execution = madeExecution();
    await answerForMadeOrder(page, () => execution);
    await page.route('**/redrive', (route) =>
      route.fulfill({
        status: 202,
        json: { orderId: MADE_ORDER, machine: 'OrderProcessing', execution: MADE_ORDER, action: 'redriven' },
      }),
    );
    await page.goto(`/support/orders/${MADE_ORDER}`);
    const headline = page.locator('.failure', { hasText: `${LONG_STATE} failed` });
    await headline.waitFor();
    expect(await headline.textContent()).toMatch(/Function not found: Shop-dev-ReserveStockFunction1234ABCD-XyZ\.$/);
    const ordered = page.getByRole('definition').filter({ hasText: '2 × Nothing' });
    await ordered.getByText('not in the catalogue').waitFor();
    await ordered.getByText('The customer saw €1,234.00').waitFor();

    const redrive = async (): Promise<void> => {
      await page.getByRole('button', { name: /^Redrive from/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Redrive', exact: true }).click();
    };
    const note = page.getByRole('main').getByRole('status');
    await redrive();
    await note.getByText('The execution is redriven. This page follows it.').waitFor();
    execution = madeExecution({ redriveCount: 1 });
    await note.getByText('The execution was redriven, and failed again.').waitFor();
    await redrive();
    await note.getByText('The execution is redriven. This page follows it.').waitFor();
    execution = madeExecution({ redriveCount: 2, status: 'SUCCEEDED', redrivable: false });
    await note.getByText('The execution was redriven, and succeeded.').waitFor();
    expect(await page.getByText('This page follows it.').count()).toBe(0);
  });

  it('copies what was given, shows it raw, and is linked to state by state', async () => {
    const { page } = await site.visit();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signedIn(page);
    await page.goto(`/support/orders/${MADE_ORDER}`);
    const panel = page.getByRole('complementary', { name: 'Details of a state' });
    await panel.getByRole('heading', { name: LONG_STATE }).waitFor();
    await panel.getByRole('button', { name: 'Copy Input' }).click();
    await panel.getByRole('button', { name: 'Copied Input' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(JSON.stringify({ orderId: MADE_ORDER }));
    await panel.getByRole('button', { name: 'Raw Input' }).click();
    await panel.getByText(`{ "orderId": "${MADE_ORDER}" }`).waitFor();
    await panel.getByRole('link', { name: 'Link to this state' }).click();
    expect(new URL(page.url()).searchParams.get('state')).toBe(LONG_STATE);
    await page.reload();
    await panel.getByRole('heading', { name: LONG_STATE }).waitFor();
  });
});
