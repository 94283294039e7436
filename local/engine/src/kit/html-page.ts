import { createHash } from 'node:crypto';
import type { HttpResponse } from '../service.ts';
import { escapeHtml } from './escape.ts';

/** What a page of the engine is made of. */
interface HtmlPage {
  readonly title: string;
  /** The whole style sheet. */
  readonly style: string;
  /** HTML of the body. */
  readonly body: string;
  /** 200 where it is not given. */
  readonly status?: number;
  /** Directives of its content security policy, beside those that every page has. */
  readonly policy: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page without script or outside assets. */
export const htmlPage = ({ title, style, body, status = 200, policy, headers }: HtmlPage): HttpResponse => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
      // The empty icon, so that none is asked for.
      'img-src data:',
      ...policy,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    ...headers,
  },
  body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`,
});
