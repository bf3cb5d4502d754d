// What a folder is called when its whole path would be too much.

/** The last name of a path, with `/` or `\` between names; the path itself when it has none, as a drive has. */
export function folderName(path: string): string {
  return path.split(/[\\/]/).findLast((name) => name !== '') ?? path;
}
