import { Target } from '../aws-calls';

interface Message {
  readonly To: string[];
  readonly Subject: string;
  readonly BodyText?: string;
  readonly BodyHtml?: string;
}

/** The code in the newest mail to this address. */
export async function mailedCode(target: Target, address: string): Promise<string> {
  const response = await fetch(`${target.endpoint}/_ministack/ses/messages?account=${target.account}`);
  const { messages } = await response.json() as { messages: Record<string, Message[]> };
  const mails = (messages[target.account] ?? []).filter(({ To }) => To.includes(address));
  const code = /\b\d{6}\b/.exec(mails.map(({ BodyText, BodyHtml }) => `${BodyText ?? ''} ${BodyHtml ?? ''}`).pop() ?? '');
  if (!code) throw new Error(`no mail with a code to ${address}`);
  return code[0];
}
