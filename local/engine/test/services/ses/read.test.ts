import { describe, expect, it } from 'vitest';
import { addressesIn, readMail } from '../../../src/services/ses/mime/read.ts';

const lines = (...all: readonly string[]): string => all.join('\r\n');

describe('a message that was given as a whole', () => {
  it('is read by its charset and encoding, through nested parts, without its attachments', async () => {
    const read = await readMail(
      lines(
        'From: "Doe, Jane" <jane@example.com>',
        'Subject: =?ISO-8859-1?Q?Gr=FC=DFe?=',
        'Content-Type: multipart/mixed; boundary="outer"',
        '',
        '--outer',
        'Content-Type: multipart/alternative; boundary="inner"',
        '',
        '--inner',
        'Content-Type: text/plain; charset=ISO-8859-1',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Gr=FC=DFe',
        '--inner',
        'Content-Type: text/html; charset=UTF-8',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('<p>Grüße</p>').toString('base64'),
        '--inner--',
        '--outer',
        'Content-Type: text/plain',
        'Content-Disposition: attachment; filename="terms.txt"',
        '',
        'terms',
        '--outer--',
        '',
      ),
    );
    expect(read).toMatchObject({ text: 'Grüße', html: '<p>Grüße</p>' });
    expect(read.headers.get('subject')).toBe('Grüße');
  });

  it('may have no boundary and no type', async () => {
    expect(await readMail(lines('Subject: x', '', 'one', 'two'))).toMatchObject({ text: 'one\ntwo' });
  });

  it('names its recipients, also behind a quoted comma', () => {
    expect(addressesIn('"Doe, Jane" <jane@example.com>, joe@example.com')).toEqual([
      'jane@example.com',
      'joe@example.com',
    ]);
  });
});
