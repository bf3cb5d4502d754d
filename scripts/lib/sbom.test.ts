// The bill of materials and the licences of what is really shipped, as the scripts make them.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isAllowed, licenceList, licenceOf } from './licences.mjs';
import { projectFolder } from './project.mjs';
import { makeSbom, shippedPlaces, type Sbom } from './sbom.mjs';
import { nameOf, possiblyShipped, productionPlaces, readLock, withDependencies } from './shipped.mjs';

let places: string[];
let sbom: Sbom;

beforeAll(async () => {
  places = await shippedPlaces(projectFolder);
  sbom = makeSbom(projectFolder, places);
}, 120_000);

describe('what is shipped', () => {
  it('is what is packed as it is, what is bundled into the window, and the runtime', () => {
    const names = places.map(nameOf);
    expect(names).toEqual(
      expect.arrayContaining(['axios', 'libsql', 'react', 'pdfjs-dist', '@mantine/core', 'electron']),
    );
    for (const tool of ['vitest', 'typescript', 'electron-builder', 'axe-core', '@playwright/test', 'pdf-lib']) {
      expect(names).not.toContain(tool);
    }
  });

  it('is known without building, too', () => {
    expect(possiblyShipped(projectFolder)).toEqual(expect.arrayContaining(places));
  });
});

describe('the bill of materials', () => {
  it('has what CycloneDX 1.5 asks for', () => {
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 });
    expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(Date.parse(sbom.metadata.timestamp)).not.toBeNaN();
    expect(sbom.metadata.component).toMatchObject({ type: 'application', name: 'Batchdrop' });
    for (const component of sbom.components) {
      expect(component).toMatchObject({ type: 'library', scope: 'required' });
      expect(component.purl, component.name).toMatch(/^pkg:npm\/.+@\d/);
      expect(component.licenses?.length, component.name).toBeGreaterThan(0);
      expect(
        component.hashes?.map(({ alg }) => alg),
        component.name,
      ).toEqual(['SHA-512']);
      expect(component.hashes?.[0]?.content, component.name).toMatch(/^[0-9a-f]{128}$/);
    }
  });

  it('has every shipped package once, and names no other one', () => {
    const refs = sbom.components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const lock = readLock(projectFolder);
    const shipped = new Set(places.map((place) => `${nameOf(place)}@${lock[place]?.version ?? ''}`));
    expect(new Set(refs)).toEqual(shipped);
    const known = new Set([...refs, sbom.metadata.component['bom-ref']]);
    for (const { ref, dependsOn } of sbom.dependencies) {
      for (const one of [ref, ...dependsOn]) expect(known.has(one), one).toBe(true);
    }
  });
});

describe('licences', () => {
  it('of everything that can be shipped are on the list of allowed ones', () => {
    const lock = readLock(projectFolder);
    const refused = possiblyShipped(projectFolder).filter((place) => !isAllowed(lock[place]?.license ?? ''));
    expect(refused).toEqual([]);
  });

  it('of everything that is shipped are listed with their texts', () => {
    const packages = places.map((place) => licenceOf(projectFolder, place));
    expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
    const list = licenceList(packages);
    for (const { name, version, licence, text } of packages) {
      expect(list).toContain(`${name} ${version}: ${licence}\n`);
      expect(text.length, name).toBeGreaterThan(300);
    }
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND ISC AND BSD-3-Clause', true],
    ['MIT AND GPL-3.0', false],
    ['GPL-3.0-only', false],
    ['AGPL-3.0', false],
    ['MPL-2.0', false],
    ['SEE LICENSE IN LICENSE', false],
    ['MIT OR ISC AND GPL-3.0', false],
    ['', false],
  ])('%j may be shipped: %s', (licence, mayBe) => {
    expect(isAllowed(licence)).toBe(mayBe);
  });
});

describe('a package without a licence or without its text', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'batchdrop-licences-'));
    await mkdir(join(folder, 'node_modules/a'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const manifest = (more: object) =>
    writeFile(join(folder, 'node_modules/a/package.json'), JSON.stringify({ name: 'a', version: '1.0.0', ...more }));

  it('stops the list', async () => {
    await manifest({ license: 'MIT' });
    expect(() => licenceOf(folder, 'node_modules/a')).toThrow('node_modules/a has no licence');
    await manifest({});
    await writeFile(join(folder, 'node_modules/a/LICENSE'), 'Do as you like.');
    expect(() => licenceOf(folder, 'node_modules/a')).toThrow('node_modules/a has no licence');
    await manifest({ license: 'MIT' });
    expect(licenceOf(folder, 'node_modules/a')).toEqual({
      ...{ name: 'a', version: '1.0.0', licence: 'MIT', text: 'Do as you like.' },
    });
  });
});

describe('the lock file as a graph', () => {
  const lock = {
    '': {},
    'node_modules/a': { dependencies: { b: '1', c: '1' } },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/b': {},
    'node_modules/c': { peerDependencies: { d: '1', absent: '1' } },
    'node_modules/d': { dev: true },
    'node_modules/e': { devOptional: true },
  };

  it('finds the nearest package of a name, as Node.js does', () => {
    expect(withDependencies(lock, ['a'])).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/d',
    ]);
  });

  it('tells production dependencies by npm’s own marks', () => {
    expect(productionPlaces(lock)).toEqual(Object.keys(lock).slice(1, 5));
  });
});
