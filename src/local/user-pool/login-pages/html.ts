import { escapeHtml } from '../../../private/text/escape-html';
import { Page } from '../../user-pool-service';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 90vh; margin: 1rem }
main { width: min(22rem, 100%) }
h1 { font-size: 1.4rem }
label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit }
input, button { padding: .6rem; margin: .2rem 0 1rem; border: 1px solid #888; border-radius: .4rem }
button { border: 0; background: #0b5cad; color: #fff; cursor: pointer }
[role=alert] { padding: .6rem; border-left: .3rem solid #c22; background: #c222 }
small { color: #777 }`;
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly autocomplete: string;
  readonly value?: string;
}

/** A form of the login pages. */
export interface Form {
  readonly title: string;
  readonly fields: Field[];
  /** What goes along unseen. */
  readonly hidden: Record<string, string>;
  readonly button: string;
  readonly error?: string;
  readonly hint?: string;
}

export function formPage({ title, fields, hidden, button, error, hint }: Form): Page {
  const inputs = fields.map(({ name, label, type, autocomplete, value = '' }, index) =>
    `<label for="${name}">${escapeHtml(label)}</label><input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}"`
    + ` value="${escapeHtml(value)}" required${index === 0 ? ' autofocus' : ''}>`);
  const unseen = Object.entries(hidden)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  const alert = error === undefined ? '' : `<p role="alert">${escapeHtml(error)}</p>`;
  const body = `${alert}<form method="post">${inputs.join('')}${unseen.join('')}<button>${escapeHtml(button)}</button></form>`;
  return page(title, `${body}${hint ? `<p><small>${escapeHtml(hint)}</small></p>` : ''}`, 200);
}

export const errorPage = (message: string): Page => page('An error was encountered', `<p role="alert">${escapeHtml(message)}</p>`, 400);

export const redirect = (location: string, cookie?: string): Page => ({
  status: 302,
  type: 'text/html; charset=utf-8',
  body: '',
  headers: {
    location, 'cache-control': 'no-store', ...(cookie ? { 'set-cookie': cookie } : {}),
  },
});

function page(title: string, content: string, status: number): Page {
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, '
    + `initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style>`;
  return {
    status,
    type: 'text/html; charset=utf-8',
    headers: HEADERS,
    body:
      `<!doctype html><html lang="en">${head}<main><h1>${escapeHtml(title)}</h1>${content}</main></html>`,
  };
}
