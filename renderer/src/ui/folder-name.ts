// The last part of a path, of either notation.

/** "/scans/in" is "in", "C:\\scans\\" is "scans"; a root stays as it is. */
export function folderName(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  return parts.at(-1) ?? path;
}
