// Takes the names of people out of paths: what a support bundle shows must not say who works here.

export interface Person {
  /** The home folder, such as "/home/anna". */
  readonly home: string;
  /** The login name. */
  readonly name: string;
}

/** The text with the home folder as `~`, and any user's name behind /home, /Users or \Users as `<user>`. */
export function nameless(text: string, { home, name }: Person): string {
  const withoutHome = home.length > 1 ? replaceAll(replaceAll(text, home, '~'), slashed(home), '~') : text;
  const withoutUsers = withoutHome.replace(
    /([\\/](?:home|Users|Documents and Settings)[\\/]+)[^\\/"\s]+/gi,
    '$1<user>',
  );
  // The login name alone between separators, as on a server's share. A very short one would take too much with it.
  if (name.length < 3) return withoutUsers;
  return withoutUsers.replace(new RegExp(`(?<=^|[\\\\/@:])${escaped(name)}(?=$|[\\\\/@:])`, 'gi'), '<user>');
}

/** The way a Windows path stands in an address, or in JSON. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function replaceAll(text: string, what: string, by: string): string {
  return text.replace(new RegExp(escaped(what), 'gi'), by);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
