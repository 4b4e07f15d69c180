/** A browser, as far as signing in needs one: it keeps cookies, and goes where it is sent. */
export class Visitor {
  /** Where an answer leads, below the address that it came from. */
  public static leadsTo(response: Response): URL {
    return new URL(response.headers.get('location')!, response.url);
  }

  private readonly cookies = new Map<string, Map<string, string>>();

  /** One request, with the cookies of that address. */
  public async get(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const jar = this.cookies.get(url.hostname) ?? new Map<string, string>();
    this.cookies.set(url.hostname, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...(cookie ? { cookie } : {}) } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      jar.set(name, value);
    }
    return response;
  }
}
