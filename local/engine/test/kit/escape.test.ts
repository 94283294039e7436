import { describe, expect, it } from 'vitest';
import { escapeHtml, escapeXml } from '../../src/kit/escape.ts';

describe('escaping', () => {
  it('leaves no markup in HTML', () => {
    expect(escapeHtml(`<a href='x' title="y">&`)).toBe('&#60;a href=&#39;x&#39; title=&#34;y&#34;&#62;&#38;');
  });

  it('keeps carriage returns in XML, and replaces what it cannot hold', () => {
    expect(escapeXml('a\r\n<b>&"\u0000')).toBe('a&#xD;\n&lt;b&gt;&amp;&quot;\uFFFD');
  });
});
