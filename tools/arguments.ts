// Reads a command line: words, `--name value`, `--name=value` and bare switches. Unknown names are told.

export interface Arguments {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
}

export class ArgumentError extends Error {
  override name = 'ArgumentError';
}

export function readArguments(
  args: readonly string[],
  known: { readonly values: readonly string[]; readonly switches: readonly string[] },
): Arguments {
  const words: string[] = [];
  const flags = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('--')) {
      words.push(arg);
      continue;
    }
    const [name = '', ...rest] = arg.slice(2).split('=');
    if (known.switches.includes(name)) flags.set(name, 'yes');
    else if (!known.values.includes(name)) throw new ArgumentError(`--${name} is not known here`);
    else if (rest.length > 0) flags.set(name, rest.join('='));
    else {
      at += 1;
      const value = args[at];
      if (value === undefined) throw new ArgumentError(`--${name} wants a value`);
      flags.set(name, value);
    }
  }
  return { words, flags };
}

/** A whole number above zero. */
export function countOf(flags: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = flags.get(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new ArgumentError(`--${name} is ${text}: give a whole number above 0`);
  return value;
}
