/** Lays cells out in columns, with a line under the headings. */
export function table(headings: string[], rows: string[][]): string[] {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map(row => row[column].length)));
  const line = (cells: string[]) => '  ' + cells.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd();
  return [line(headings), line(widths.map(width => '─'.repeat(width))), ...rows.map(line)];
}
