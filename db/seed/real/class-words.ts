// Which class of component a file means by its own words: the names and aliases of the list in force, and the
// few words of common registers that the list calls otherwise. Nothing is guessed: an unknown word is told.

/** A register's word → the list's name for the same thing. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  公共自行车租赁点: '公共自行车停放点',
  自行车租赁点: '公共自行车停放点',
  公交站点: '公交站亭（牌）',
  公交站: '公交站亭（牌）',
  公厕: '公共厕所',
  // Without its owner a cover is of the class for covers whose owner is not known, until someone has looked.
  窨井盖: '不明井盖',
  井盖: '不明井盖',
  果皮箱: '垃圾箱（果皮箱、桶）',
  垃圾箱: '垃圾箱（果皮箱、桶）',
};

export interface ListedClass {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly componentClass: string | null;
}

/** Class code by word. An alias that two classes share names neither of them. */
export function classWords(items: readonly ListedClass[]): Readonly<Record<string, string>> {
  const byAlias = new Map<string, string | undefined>();
  for (const { aliases, componentClass } of items) {
    if (componentClass === null) continue;
    for (const alias of aliases) byAlias.set(alias, byAlias.has(alias) ? undefined : componentClass);
  }
  const words: Record<string, string> = {};
  for (const [alias, code] of byAlias) if (code !== undefined) words[alias] = code;
  for (const { name, componentClass } of items) if (componentClass !== null) words[name] = componentClass;
  for (const [word, name] of Object.entries(OTHER_NAMES)) {
    const code = words[name];
    if (code !== undefined) words[word] ??= code;
  }
  return words;
}
