// What the program was started with: its command line and the development server's address.

export interface DemoOptions {
  /** Where to put screenshots before ending; null keeps the window open. */
  readonly screenshots: string | null;
}

export interface StartOptions {
  readonly dataFolder: string;
  readonly demo: DemoOptions | null;
  /** During development only. */
  readonly devServer: string | null;
}

/** Reads the options. `--data-dir` replaces the default folder; `--demo` runs the main job on the sandbox. */
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
    demo: args.includes('--demo') ? { screenshots: valueOf('demo-screenshots') } : null,
    devServer: defaults.devServer ?? null,
  };
}
