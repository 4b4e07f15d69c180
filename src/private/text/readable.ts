const TOKEN = /[$#]\{Token\[[^\]]*\]\}/;
const QUOTED = new RegExp(`'${TOKEN.source}'`, 'g');

/** A message without the placeholders of the CDK, which say nothing to its reader and differ from run to run. */
export function readable(message: string): string {
  return message.replace(QUOTED, 'a value known at deployment').replace(new RegExp(TOKEN.source, 'g'), '<known at deployment>');
}
