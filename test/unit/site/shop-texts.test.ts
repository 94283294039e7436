import { describe, expect, it } from 'vitest';
import { createShopTexts } from '../../../site/src/stores/shop-texts.ts';

const page = { title: 'Page', sections: [{ paragraphs: ['Text.'] }] };
const texts = { imprint: page, terms: page, privacy: page };
const asked: string[] = [];
const load = async (answer: () => Response, locale = 'en-GB') => {
  const fetch = async (url: string | URL | Request): Promise<Response> => {
    asked.push(String(url));
    return answer();
  };
  const store = createShopTexts({ fetch }, locale);
  await store.load();
  return store.state.value;
};

describe('the texts of the law', () => {
  it('are fetched in the language of the shop', async () => {
    expect(await load(() => Response.json(texts))).toEqual({ status: 'ready', texts });
    expect(asked.at(-1)).toBe('/texts.en.json');
    await load(() => Response.json(texts), 'de-AT');
    expect(asked.at(-1)).toBe('/texts.de.json');
  });

  it.each([
    ['another document', () => new Response('<!doctype html>')],
    ['incomplete', () => Response.json({ imprint: page })],
    ['not there', () => Response.json(texts, { status: 404 })],
  ])('are told to be none when they are %s', async (_, answer) => {
    expect(await load(answer)).toEqual({ status: 'failed', failure: { kind: 'not-understood' } });
  });

  it('are told to be out of reach when there is no answer', async () => {
    const unreachable = (): Response => {
      throw new TypeError('Failed to fetch');
    };
    expect(await load(unreachable)).toEqual({ status: 'failed', failure: { kind: 'no-answer' } });
  });
});
