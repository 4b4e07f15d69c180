/** A table, of cells that are Markdown already. */
export function table(titles: string[], rows: string[][]): string {
  return [titles, titles.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

/** Text in which nothing is Markdown or HTML: no image that calls home, no link, no mention, no line of its own. */
export function cell(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    .replace(/([\\`*_[\]!|~])/g, '\\$1')
    .replace(/@/g, '&#64;')
    .replace(/:(?=\/\/)/g, '&#58;');
}
