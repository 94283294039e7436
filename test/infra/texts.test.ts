import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { textsFolder } from '../../cdk/app.ts';
import { countPlaceholders, readAccountMail, readTexts } from '../../cdk/shop-texts.ts';
import { LANGUAGES } from '../../lambdas/core/contract/language.ts';
import { shopTextsSchema } from '../../lambdas/core/contract/texts.ts';

const folders: string[] = [];
const folderWith = (name: string, content: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  folders.push(folder);
  writeFileSync(join(folder, name), content);
  return folder;
};

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('the texts of the law', () => {
  it('are of the shape that the pages read, in each language', () => {
    const texts = readTexts(textsFolder);
    expect(Object.keys(texts).toSorted()).toEqual([...LANGUAGES].toSorted());
    const placeholders = Object.values(texts).map(countPlaceholders);
    for (const each of placeholders) expect(each).toEqual(placeholders[0]);
    for (const pages of Object.values(texts)) expect(shopTextsSchema.parse(pages)).toEqual(pages);
  });

  it('have placeholders that are counted by page, until they are written', () => {
    const { en } = readTexts(textsFolder);
    expect(en && countPlaceholders(en)).toMatchObject({ imprint: 6 });
    const page = { title: 'Page', sections: [{ paragraphs: ['All [is] written.'] }] };
    expect(countPlaceholders({ imprint: page, terms: page, privacy: page })).toEqual({});
  });

  it('have a mail with a code for each language', () => {
    const { body } = readAccountMail(textsFolder, 'en-GB');
    for (const language of LANGUAGES) expect(body.split(`<p lang="${language}">`)).toHaveLength(3);
    expect(body.split('{####}')).toHaveLength(2);
  });

  it('have no HTML in that mail', () => {
    const texts = JSON.parse(readFileSync(join(textsFolder, 'en.json'), 'utf8'));
    const accountMail = { ...texts.accountMail, hint: 'Look at <b>this</b>.' };
    const folder = folderWith('en.json', JSON.stringify({ ...texts, accountMail }));
    expect(() => readAccountMail(folder, 'en-GB')).toThrow(
      /en\.json: accountMail\.hint: must have none of < > & \{ \}/,
    );
  });

  it.each([
    ['no JSON', '{', /en\.json: /],
    ['no terms', '{"imprint":{"title":"Imprint","sections":[{"paragraphs":["Text."]}]}}', /en\.json: terms: /],
    ['an empty paragraph', '{"imprint":{"title":"Imprint","sections":[{"paragraphs":[" "]}]}}', /imprint\.sections\.0/],
  ])('are refused with the file and the place when there is %s', (_, content, message) => {
    expect(() => readTexts(folderWith('en.json', content))).toThrow(message);
    expect(readTexts(folderWith('notes.txt', content))).toEqual({});
  });
});
