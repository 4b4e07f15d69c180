/** The parts of the page by their ids. */
export const $ = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;

/** Shows these parts of the page, and none of the others that come and go. */
export function show(...ids: string[]): void {
  for (const id of ['signed-out', 'confirm', 'second-factor', 'me', 'enrol']) $(id).hidden = !ids.includes(id);
  document.querySelector<HTMLInputElement>(ids.map(id => `#${id} input`).join(', '))?.focus();
}

/** Says how something went; a screen reader says it too. */
export function note(text: string, kind: '' | 'good' | 'bad' = ''): void {
  const place = $('note');
  place.textContent = text;
  place.className = kind;
}

/** Does something once, says why where it failed, and keeps a button from being pressed twice. */
export async function during(form: HTMLElement, work: () => Promise<void>): Promise<void> {
  const pressed = [...form.querySelectorAll('button')];
  pressed.forEach(button => { button.disabled = true; });
  try {
    await work();
  } catch (error) {
    note(`${(error as Error).name}: ${(error as Error).message}`, 'bad');
  } finally {
    pressed.forEach(button => { button.disabled = false; });
  }
}

/** What a form holds, when it is sent. */
export function onSubmit(id: string, work: (fields: Record<string, string>) => Promise<void>): void {
  const form = $<HTMLFormElement>(id);
  form.addEventListener('submit', event => {
    event.preventDefault();
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
    void during(form, () => work(fields))
      .then(() => form.querySelectorAll<HTMLInputElement>('[name=code]').forEach(input => { input.value = ''; }));
  });
}

/** Buttons with what they do, instead of those that stood there. */
export function buttons(id: string, all: Record<string, () => Promise<void>>): void {
  const place = $(id);
  place.replaceChildren(...Object.entries(all).map(([label, work]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = label;
    button.addEventListener('click', () => void during(place, work));
    return button;
  }));
}

/** A row of a definition list or a table. */
export function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}
