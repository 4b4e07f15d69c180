import { randomInt } from 'crypto';

/** A message that would have been sent. */
export interface Message {
  readonly to: string;
  readonly medium: string;
  readonly code: string;
  readonly at: string;
  readonly subject?: string;
  readonly text?: string;
}

const KEPT = 200;

/** Where the messages of the user pools end: nothing is sent, and whoever runs this server may read them. */
export class Outbox {
  private readonly messages: Message[] = [];

  constructor(private readonly log: (line: string) => void) {}

  /** The newest last. */
  public list(to?: string): Message[] {
    return to === undefined ? [...this.messages] : this.messages.filter(message => message.to.toLowerCase() === to.toLowerCase());
  }

  public add(to: string, medium: string, message: Record<string, any>): void {
    const code = String(message.__code);
    const template = medium === 'SMS' ? message.smsMessage : message.emailMessage;
    const text = typeof template === 'string' ? template.replaceAll('{####}', code) : undefined;
    this.messages.push({
      to,
      medium,
      code,
      at: new Date().toISOString(),
      ...(message.emailSubject ? {
        subject: message.emailSubject,
      } : {}),
      ...(text ? { text } : {}),
    });
    this.messages.splice(0, Math.max(0, this.messages.length - KEPT));
    // who signs up chooses the address, and this is a terminal
    this.log(`${medium} to ${to}: ${code}`.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' '));
  }
}

export const newCode = (digits = 6) => String(randomInt(10 ** digits)).padStart(digits, '0');

/** An address as the service shows it to somebody who may not be its owner. */
export function masked(address: string): string {
  const [name, host] = address.split('@');
  return host === undefined ? `+*******${address.slice(-4)}` : `${name[0] ?? ''}***@${host[0] ?? ''}***`;
}
