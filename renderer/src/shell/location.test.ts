// Checks the addresses of the window's places.
import { describe, expect, it } from 'vitest';
import { hashOf, parseHash, type Location } from './location';

describe('parseHash', () => {
  it.each<[string, Location]>([
    ['', { page: 'overview' }],
    ['#/sets', { page: 'sets' }],
    ['#/sets/4', { page: 'sets' }],
    ['#/nowhere', { page: 'overview' }],
    ['#/folders/new', { page: 'folder-form', id: null }],
    ['#/folders/%', { page: 'folder-form', id: '%' }],
  ])('reads %j', (hash, location) => {
    expect(parseHash(hash)).toEqual(location);
  });

  it.each<Location>([
    { page: 'queue' },
    { page: 'credentials' },
    { page: 'rehearsals' },
    { page: 'credential-form', id: null },
    { page: 'folder-form', id: 'a/b c#1' },
  ])('reads back %o', (location) => {
    expect(parseHash(hashOf(location))).toEqual(location);
  });
});
