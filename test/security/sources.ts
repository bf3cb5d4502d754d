// Reads the program's own sources for the checks on them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

const projectFolder = join(import.meta.dirname, '../..');

export interface Source {
  /** From the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** The sources of the program below these folders, without tests. */
export function programSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|[\\/]testing[\\/]/.test(path))
      .map((path) => {
        const text = readFileSync(path, 'utf8');
        const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
        return { path: relative(projectFolder, path).split(sep).join('/'), text, tree };
      }),
  );
}

/** A file of the project as text. */
export function projectText(...path: string[]): string {
  return readFileSync(join(projectFolder, ...path), 'utf8');
}

/** Every name that the code uses, with the file; comments and strings do not count. */
export function namesIn(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { path, tree } of sources) {
    const walk = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) found.set(node.text, [...(found.get(node.text) ?? []), path]);
      ts.forEachChild(node, walk);
    };
    walk(tree);
  }
  return found;
}

/** The first arguments of every `new Name(…)`, as text, with the file. */
export function madeWith(sources: readonly Source[], name: string): { path: string; options: string }[] {
  return sources.flatMap(({ path, tree }) => {
    const made: { path: string; options: string }[] = [];
    const walk = (node: ts.Node): void => {
      if (ts.isNewExpression(node) && node.expression.getText(tree) === name) {
        made.push({ path, options: node.arguments?.[0]?.getText(tree) ?? '' });
      }
      ts.forEachChild(node, walk);
    };
    walk(tree);
    return made;
  });
}
