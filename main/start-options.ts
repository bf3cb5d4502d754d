// What the program was started with: its command line and the development server's address.

export interface DemoOptions {
  /** Where to put screenshots before ending; null keeps the window open. */
  readonly screenshots: string | null;
}

export interface StartOptions {
  readonly dataFolder: string;
  /** Nobody named another one. */
  readonly isDefaultFolder: boolean;
  /** Started in the background, as at login: the window waits until it is asked for. */
  readonly isHidden: boolean;
  readonly demo: DemoOptions | null;
  /** During development only. */
  readonly devServer: string | null;
}

const hiddenOption = '--hidden';

/** Whether a second start, with these arguments, is to bring the window to the front. */
export function wantsWindow(args: readonly string[]): boolean {
  return !args.includes(hiddenOption);
}

/** Reads the options: `--data-dir` replaces the default folder, `--demo` runs the main job on the sandbox, `--hidden` shows no window. */
export function readStartOptions(
  args: readonly string[],
  defaults: { readonly dataFolder: string; readonly devServer: string | undefined },
): StartOptions {
  const valueOf = (name: string): string | null => {
    const prefix = `--${name}=`;
    return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length) ?? null;
  };
  return {
    dataFolder: valueOf('data-dir') ?? defaults.dataFolder,
    isDefaultFolder: valueOf('data-dir') === null,
    isHidden: args.includes(hiddenOption),
    demo: args.includes('--demo') ? { screenshots: valueOf('demo-screenshots') } : null,
    devServer: defaults.devServer ?? null,
  };
}
