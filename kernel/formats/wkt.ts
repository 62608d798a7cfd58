// Well-known text, as a .prj and a GeoPackage name their coordinates: NAME["text", 1.5, NAME[…]]. Either
// edition of it is the same tree; what it means is said in file-system.ts.

export interface WktNode {
  /** In capitals. */
  readonly name: string;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  readonly nodes: readonly WktNode[];
}

const TOKEN = /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_]\w*)|([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)|([[\](),]))/y;
/** A tree that is deeper says nothing about a system. */
const MOST_DEPTH = 20;

interface Token {
  readonly text?: string | undefined;
  readonly name?: string | undefined;
  readonly number?: string | undefined;
  readonly sign?: string | undefined;
}

function tokensOf(wkt: string): Token[] | undefined {
  const tokens: Token[] = [];
  const body = wkt.replace(/^\uFEFF/, '').trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < body.length) {
    const found = TOKEN.exec(body);
    if (!found) return undefined;
    const [, text, name, number, sign] = found;
    tokens.push({ text, name, number, sign });
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isOver(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Undefined where no node begins, or it does not end. */
  node(depth: number): WktNode | undefined {
    const name = this.#tokens[this.#at]?.name;
    const opening = this.#tokens[this.#at + 1]?.sign;
    if (name === undefined || depth > MOST_DEPTH || (opening !== '[' && opening !== '(')) return undefined;
    this.#at += 2;
    const [texts, numbers, nodes] = [[] as string[], [] as number[], [] as WktNode[]];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (!token) return undefined;
      const follows = this.#tokens[this.#at + 1]?.sign;
      if (token.name !== undefined && (follows === '[' || follows === '(')) {
        const inner = this.node(depth + 1);
        if (!inner) return undefined;
        nodes.push(inner);
        continue;
      }
      this.#at += 1;
      if (token.text !== undefined) texts.push(token.text.replaceAll('""', '"'));
      if (token.number !== undefined) numbers.push(Number(token.number));
      if (token.sign === ']' || token.sign === ')') {
        return { name: name.toUpperCase(), texts, numbers, nodes };
      }
    }
  }
}

/** Undefined for what is no such text. */
export function readWkt(wkt: string): WktNode | undefined {
  const tokens = tokensOf(wkt);
  if (!tokens) return undefined;
  const reader = new Reader(tokens);
  const node = reader.node(0);
  return reader.isOver ? node : undefined;
}

/** The first node so called, the outermost before those inside it. */
export function findNode(root: WktNode, ...names: readonly string[]): WktNode | undefined {
  for (let layer: readonly WktNode[] = [root]; layer.length > 0; layer = layer.flatMap((n) => n.nodes)) {
    const found = layer.find(({ name }) => names.includes(name));
    if (found) return found;
  }
  return undefined;
}
