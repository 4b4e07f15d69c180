import { createRequire } from 'module';
import { join } from 'path';

/** What was installed for this alone. */
export const foreign = createRequire(join(process.env.FOREIGN!, 'package.json'));

const PATIENCE_MS = 20_000;

/** A tab, with what the stories do in it. */
export class Tab {
  public static async open(browser: any, url: string): Promise<Tab> {
    const page = await browser.newPage();
    await page.goto(url);
    return new Tab(page);
  }

  private constructor(public readonly page: any) {}

  public async click(label: string): Promise<void> {
    await this.press('button', 'button', label);
  }

  public async follow(label: string): Promise<void> {
    await this.press('a', 'link', label);
  }

  public async fill(selector: string, value: string): Promise<void> {
    await this.page.$eval(selector, (input: HTMLInputElement, text: string) => { input.value = text; }, value);
  }

  public async text(selector: string): Promise<string> {
    return this.page.$$eval(selector, (all: HTMLElement[]) => all.map(({ textContent }) => textContent).join(' | '));
  }

  /** Waits until a part of the page says something, and returns what. */
  public async says(selector: string, what: RegExp): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS;
    let text = '';
    while (Date.now() < deadline) {
      text = await this.text(selector).catch(() => '');
      if (what.test(text)) return text;
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error(`${selector} does not say ${what}, but '${text}'`);
  }

  private async press(selector: string, kind: string, label: string): Promise<void> {
    await this.page.$$eval(selector, (all: HTMLElement[], what: string, text: string) => {
      const found = all.find(element => element.textContent!.trim() === text && element.offsetParent);
      if (!found) throw new Error(`there is no ${what} ${text}`);
      found.click();
    }, kind, label);
  }
}

/** A browser of its own, that forgets; and takes a certificate made for this run, as one does that trusts it. */
export async function chromium(): Promise<any> {
  const { default: puppeteer } = await foreign('puppeteer-core');
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM, headless: true, acceptInsecureCerts: true, args: ['--no-sandbox', '--disable-gpu'],
  });
}
