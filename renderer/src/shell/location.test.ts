// Checks the addresses of the window's places.
import { describe, expect, it } from 'vitest';
import { hashOf, parseHash, type Location } from './location';

describe('parseHash', () => {
  it.each<[string, Location]>([
    ['', { page: 'overview' }],
    ['#/sets', { page: 'sets' }],
    ['#/sets/4', { page: 'set', id: 4 }],
    ['#/sets/none', { page: 'set', id: null }],
    ['#/sets/x', { page: 'sets' }],
    ['#/batches/17', { page: 'batch', id: 17 }],
    ['#/batches/-1', { page: 'overview' }],
    ['#/nowhere', { page: 'overview' }],
    ['#/folders/new', { page: 'folder-form', id: null }],
    ['#/folders/%', { page: 'folder-form', id: '%' }],
  ])('reads %j', (hash, location) => {
    expect(parseHash(hash)).toEqual(location);
  });

  it.each<Location>([
    { page: 'queue' },
    { page: 'credentials' },
    { page: 'attention' },
    { page: 'set', id: 12 },
    { page: 'set', id: null },
    { page: 'batch', id: 3 },
    { page: 'rehearsals' },
    { page: 'credential-form', id: null },
    { page: 'folder-form', id: 'a/b c#1' },
  ])('reads back %o', (location) => {
    expect(parseHash(hashOf(location))).toEqual(location);
  });
});
