// Adds what the npm package's protos lack to a copy of them: the rows of additions.tsv.
import { endOfImports, readBlocks, readImports } from './proto-text.mjs';

const scalarTypes = new Set(['double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'bool', 'string', 'bytes']);

export function parseAdditions(text) {
  return text.split('\n').slice(1).filter((line) => line !== '').map((line, index) => {
    const [what, file, owner, name, type, number, more] = line.split('\t');
    if (!['field', 'message', 'enum', 'value'].includes(what) || !file || !owner) {
      throw new Error(`additions.tsv line ${index + 2}: expected what, file, in, name, type, number, more: ${line}`);
    }
    return { what, file, owner, name, type, number, more: more ?? '' };
  });
}

/** The text of one proto file with its additions; fileOf says which file declares a type. */
export function applyAdditions(path, text, additions, fileOf) {
  let result = text;
  const typesUsed = new Set();
  for (const addition of inOrderOfNesting(additions)) {
    const { packageName, blocks } = readBlocks(result);
    const { offset, inserted } = render(addition, packageName, blocks, result.length, typesUsed, path);
    result = result.slice(0, offset) + inserted + result.slice(offset);
  }
  return withImports(path, result, typesUsed, fileOf);
}

// A message must be there before a field, or a nested message, is put into it.
function inOrderOfNesting(additions) {
  const rank = (addition) => addition.what === 'message' || addition.what === 'enum' ? addition.owner.split('.').length : 1000;
  return [...additions].sort((a, b) => rank(a) - rank(b));
}

function render(addition, packageName, blocks, length, typesUsed, path) {
  const find = (kind, name) => {
    const block = blocks.find((candidate) => candidate.kind === kind && candidate.name === name);
    if (block === undefined || block.end < 0) {
      throw new Error(`${path}: no ${kind} ${name} to add to`);
    }
    return block;
  };
  if (addition.what === 'message' || addition.what === 'enum') {
    const parent = addition.owner.slice(0, addition.owner.lastIndexOf('.'));
    const offset = parent === packageName ? length : find('message', parent).end;
    return { offset, inserted: declaration(addition, typesUsed) };
  }
  if (addition.what === 'value') {
    return { offset: find('enum', addition.owner).end, inserted: `${addition.name} = ${addition.number};\n` };
  }
  const field = fieldText(addition.name, addition.type, addition.number, typesUsed);
  if (addition.more === '') {
    return { offset: find('message', addition.owner).end, inserted: field };
  }
  const oneof = blocks.find((block) => block.kind === 'oneof' && block.name === `${addition.owner}.${addition.more}`);
  return oneof !== undefined
    ? { offset: oneof.end, inserted: field }
    : { offset: find('message', addition.owner).end, inserted: `oneof ${addition.more} {\n${field}}\n` };
}

function declaration({ what, owner, more }, typesUsed) {
  const parts = more === '' ? [] : more.split('; ');
  const name = owner.slice(owner.lastIndexOf('.') + 1);
  if (what === 'enum') {
    return `\nenum ${name} {\n${parts.map((part) => `${part.replace('=', ' = ')};\n`).join('')}}\n`;
  }
  const plain = [];
  const oneofs = new Map();
  for (const part of parts) {
    const [, field, type, number, oneof] = /^(\w+):(.+?)=(\d+)(?: oneof (\w+))?$/.exec(part)
      ?? fail(`additions.tsv: cannot read field "${part}" of ${owner}`);
    const target = oneof === undefined ? plain : oneofs.get(oneof) ?? oneofs.set(oneof, []).get(oneof);
    target.push(fieldText(field, type, number, typesUsed));
  }
  const groups = [...oneofs].map(([oneof, fields]) => `oneof ${oneof} {\n${fields.join('')}}\n`);
  return `\nmessage ${name} {\n${plain.join('')}${groups.join('')}}\n`;
}

function fieldText(name, type, number, typesUsed) {
  const [, before, core, after] = /^((?:repeated |optional |map<\w+, )?)([\w.]+)(>?)$/.exec(type)
    ?? fail(`additions.tsv: cannot read type "${type}" of ${name}`);
  if (scalarTypes.has(core)) {
    return `${before}${core}${after} ${name} = ${number};\n`;
  }
  typesUsed.add(core);
  return `${before}.${core}${after} ${name} = ${number};\n`;
}

function withImports(path, text, typesUsed, fileOf) {
  const present = new Set(readImports(text));
  const missing = new Set();
  for (const type of typesUsed) {
    const file = fileOf(type) ?? fail(`${path}: no file declares ${type}`);
    if (file !== path && !present.has(file)) {
      missing.add(file);
    }
  }
  const lines = [...missing].map((file) => `\nimport "${file}";`).join('');
  const at = endOfImports(text);
  return text.slice(0, at) + lines + text.slice(at);
}

function fail(message) {
  throw new Error(message);
}
