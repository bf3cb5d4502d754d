// Checks the addresses of the window's places.
import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute } from './routes';

describe('parseRoute', () => {
  it.each([
    ['', { place: 'overview', detail: null }],
    ['#/sets', { place: 'sets', detail: null }],
    ['#/folders/new', { place: 'folders', detail: 'new' }],
    ['#/nowhere', { place: 'overview', detail: null }],
    ['#/folders/%', { place: 'folders', detail: '%' }],
  ])('reads %j', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it('reads back what hrefOf wrote, whatever the id', () => {
    expect(parseRoute(hrefOf('credentials', 'a/b c#1'))).toEqual({ place: 'credentials', detail: 'a/b c#1' });
  });
});
