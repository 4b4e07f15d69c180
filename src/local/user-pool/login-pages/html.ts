import { escapeHtml } from '../../../private/text/escape-html';
import { Page } from '../../user-pool-service';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 90vh; margin: 1rem }
main { width: min(22rem, 100%) }
h1 { font-size: 1.4rem }
label, input, select, button { display: block; width: 100%; box-sizing: border-box; font: inherit }
input, select, button { padding: .6rem; margin: .2rem 0 1rem; border: 1px solid #888; border-radius: .4rem }
button { border: 0; background: #0b5cad; color: #fff; cursor: pointer }
[role=alert] { padding: .6rem; border-left: .3rem solid #c22; background: #c222 }
.choice { display: block; padding: .6rem; margin: .2rem 0 1rem; border: 1px solid #888; border-radius: .4rem; text-align: center }
small { color: #777; overflow-wrap: anywhere }`;
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
  /** What can be chosen from, by value. */
  readonly options?: Readonly<Record<string, string>>;
}

export interface Link {
  readonly label: string;
  readonly href: string;
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
  /** Where it is sent, if not to the page that it is on. */
  readonly action?: string;
  readonly links?: readonly Link[];
  /** Other ways to do the same, above the form. */
  readonly choices?: readonly Link[];
}

/** A page with a form; with nothing but its choices, if it asks for nothing. */
export function formPage({ title, fields, hidden, button, error, hint, action, links = [], choices = [] }: Form): Page {
  const unseen = Object.entries(hidden)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  const alert = error === undefined ? '' : `<p role="alert">${escapeHtml(error)}</p>`;
  const to = action === undefined ? '' : ` action="${escapeHtml(action)}"`;
  const others = links.map(({ label, href }) => `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`).join(' · ');
  const ways = choices.map(({ label, href }) => `<a class="choice" href="${escapeHtml(href)}">${escapeHtml(label)}</a>`);
  const form = `<form method="post"${to}>${fields.map(input).join('')}${unseen.join('')}<button>${escapeHtml(button)}</button></form>`;
  return page(title, [
    alert,
    ...ways,
    ...(fields.length > 0 ? [form] : []),
    ...(others ? [`<p>${others}</p>`] : []),
    ...(hint ? [`<p><small>${escapeHtml(hint)}</small></p>`] : []),
  ].join(''), 200);
}

function input({ name, label, type, autocomplete, value = '', options }: Field, index: number): string {
  const id = escapeHtml(name);
  const focus = index === 0 ? ' autofocus' : '';
  const choices = Object.entries(options ?? {}).map(([key, text]) => `<option value="${escapeHtml(key)}">${escapeHtml(text)}</option>`);
  return `<label for="${id}">${escapeHtml(label)}</label>` + (options
    ? `<select id="${id}" name="${id}"${focus}>${choices.join('')}</select>`
    : `<input id="${id}" name="${id}" type="${type}" autocomplete="${autocomplete}" value="${escapeHtml(value)}" required${focus}>`);
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

/** What a cookie of the browser says; nothing, if it has none of that name. */
export function cookieIn(header = '', cookie: string): string {
  return header.split(/; */).map(pair => pair.split('=')).find(([name]) => name === cookie)?.[1] ?? '';
}

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
