/** Control characters, line and paragraph separators, and what turns the direction of writing or is not seen at all. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Text in which what is not printable is shown by its number, or by what a function says of it. */
export function withoutUnprintable(text: string, show: (character: string) => string | undefined = () => undefined): string {
  return text.replace(UNPRINTABLE, character => show(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
