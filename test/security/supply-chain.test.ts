// What is installed, from where, and what of it may run: the lock file against docs/dependencies.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../../scripts/lib/project.mjs';
import { nameOf, readLock } from '../../scripts/lib/shipped.mjs';

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
  readonly optionalDependencies?: Record<string, string>;
  readonly bundledDependencies?: unknown;
  readonly overrides?: unknown;
}

const read = (name: string): string => readFileSync(join(projectFolder, name), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const { dependencies, devDependencies } = manifest;
const lock = readLock(projectFolder);
const locked = Object.entries(lock).filter(([place]) => place !== '');
const documented = read('docs/dependencies.md');

/** The first column of the tables; "@mantine/core, form" stands for two of one scope. */
const explained = new Set(
  documented
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => {
      let scope = '';
      return (line.split('|')[1] ?? '').split(',').map((cell) => {
        const name = cell.trim();
        if (name.startsWith('@')) scope = name.replace(/\/.*/, '/');
        return name.startsWith('@') || !Object.hasOwn({ ...dependencies, ...devDependencies }, `${scope}${name}`)
          ? name
          : `${scope}${name}`;
      });
    }),
);

describe('package.json', () => {
  it('states exact versions only: no range, no tag, no address', () => {
    const wishes = Object.entries({ ...dependencies, ...devDependencies, ...manifest.optionalDependencies });
    expect(wishes.length).toBeGreaterThan(40);
    expect(wishes.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('has its reason for every package in docs/dependencies.md', () => {
    const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !explained.has(name) && !explained.has(name.replace(/\/.*/, '/*')),
    );
    expect(missing).toEqual([]);
  });
});

describe('package-lock.json', () => {
  it('knows the content of every package by its hash', () => {
    expect(locked.length).toBeGreaterThan(700);
    expect(locked.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
  });

  it('takes everything from the registry: nothing from git, a folder, or an address', () => {
    // npm writes no addresses into this lock file (.npmrc), so that each one that is there is one that is not the registry's.
    expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(locked.filter(([, entry]) => 'link' in entry)).toEqual([]);
  });

  it('agrees with package.json', () => {
    const root = lock[''] as Manifest;
    expect([root.dependencies, root.devDependencies]).toEqual([dependencies, devDependencies]);
  });

  it('has no install script that docs/dependencies.md does not explain and package.json does not decide about', () => {
    const scripted = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([place]) => nameOf(place));
    expect([...new Set(scripted)].sort()).toEqual(Object.keys(manifest.allowScripts).sort());
    const section = documented.slice(documented.indexOf('## Install scripts'));
    for (const name of scripted) expect(section).toContain(`\`${name}\``);
  });

  it('lets no install script run', () => {
    expect(Object.values(manifest.allowScripts).filter(Boolean)).toEqual([]);
  });
});
