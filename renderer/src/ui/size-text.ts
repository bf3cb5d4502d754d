// Sizes as people read them: decimal units, like the file managers of macOS and Linux.

const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes as "0 bytes", "12 kB", "3.4 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  let value = bytes;
  let unit: string = 'bytes';
  for (const next of units) {
    if (Math.round(value) < 1000) break;
    value /= 1000;
    unit = next;
  }
  return `${value < 9.95 ? value.toFixed(1) : String(Math.round(value))} ${unit}`;
}
