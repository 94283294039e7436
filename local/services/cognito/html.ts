import { createHash } from 'node:crypto';
import type { HttpResponse } from '../../service.ts';

/** Text made safe for an HTML element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const style = `
:root{color-scheme:light dark;--ink:#1d2733;--quiet:#566374;--paper:#f4f6f8;--card:#fff;--line:#8894a3;--accent:#0b5fc0;--on-accent:#fff;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf3;--quiet:#a6b3c2;--paper:#12171d;--card:#1b222b;--line:#6d7b8b;--accent:#7fb8ff;--on-accent:#0a1a2e;--bad:#ff9b93}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:400px;padding:28px 24px;background:var(--card);border-radius:12px;box-shadow:0 1px 3px rgb(0 0 0/.2)}
h1{margin:0 0 16px;font-size:1.5rem;line-height:1.25}
p{margin:0 0 16px}
.quiet{color:var(--quiet)}
label{display:block;margin:0 0 4px;font-weight:600}
input{width:100%;min-height:44px;margin:0 0 16px;padding:8px 12px;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px}
button{width:100%;min-height:44px;padding:8px 12px;font:inherit;font-weight:600;border-radius:8px;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);cursor:pointer}
button.plain{background:transparent;color:var(--accent);overflow-wrap:anywhere}
form+form{margin-top:8px}
form+p{margin:20px 0 0}
hr+p{margin-bottom:12px}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.error{padding:10px 12px;border:1px solid var(--bad);border-radius:8px;color:var(--bad)}
ul{margin:0 0 16px;padding-left:20px;color:var(--quiet)}
hr{margin:24px 0 16px;border:0;border-top:1px solid var(--line)}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** A page without script or outside assets; `formTargets` are the origins that its forms may lead to. */
export const htmlPage = (
  status: number,
  title: string,
  content: string,
  formTargets: readonly string[] = [],
): HttpResponse => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      // Chromium applies form-action to the redirects after the form too, and the last one leads to the site.
      `form-action ${["'self'", ...formTargets].join(' ')}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
  },
  body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`,
});
