// Reads just enough of a .proto file to find its blocks: where each message, enum and oneof begins and ends.

/** Blanks out comments and string contents, keeping every offset. */
function mask(text) {
  return text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"/g, (found) => found.replace(/[^\n]/g, ' '));
}

/** All blocks of a file, each with its fully qualified name, kind and the offset of its closing brace. */
export function readBlocks(text) {
  const masked = mask(text);
  const packageName = /^\s*package\s+([\w.]+)\s*;/m.exec(masked)?.[1] ?? '';
  const blocks = [];
  const open = [];
  for (const token of masked.matchAll(/\b(message|enum|oneof|service|extend)\s+([\w.]+)\s*\{|[{}]/g)) {
    if (token[0] === '}') {
      const closed = open.pop();
      if (closed?.name !== undefined) {
        closed.end = token.index;
      }
    } else if (token[0] === '{') {
      open.push({});
    } else {
      const parent = open.at(-1)?.name ?? packageName;
      const block = { kind: token[1], name: `${parent}.${token[2]}`, end: -1 };
      blocks.push(block);
      open.push(block);
    }
  }
  return { packageName, blocks };
}

export function readImports(text) {
  return [...mask(text).matchAll(/^\s*import\b/gm)].map((found) =>
    /"([^"]+)"/.exec(text.slice(found.index + found[0].length))[1]);
}

/** The offset behind the last import, or behind the package line of a file without imports. */
export function endOfImports(text) {
  const found = [...mask(text).matchAll(/^\s*(?:import\b[^;]*|package\s+[\w.]+\s*);/gm)].at(-1);
  return found.index + found[0].length;
}
