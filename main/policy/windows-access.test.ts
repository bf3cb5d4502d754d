// Security descriptors of policy files, as Windows writes them.
import { describe, expect, it } from 'vitest';
import { descriptorProblem } from './windows-access';

const administrators = '(A;ID;FA;;;BA)(A;ID;FA;;;SY)';

describe('descriptorProblem', () => {
  it.each([
    ['administrators own and write, users read', `O:BAG:SYD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)`, null],
    ['SYSTEM owns it', `O:SYG:SYD:AI${administrators}(A;ID;FR;;;BU)`, null],
    ['what is made inside later belongs to its maker', `O:BAG:SYD:${administrators}(A;OICIIO;GA;;;CO)`, null],
    ['an audit list behind', `O:BAG:SYD:${administrators}S:AI(AU;SAFA;FA;;;WD)`, null],
    ['others may not even read', `O:BAG:SYD:${administrators}(D;;FA;;;BG)`, null],
    ['a person owns it', `O:S-1-5-21-1-2-3-1001G:S-1-5-21-1-2-3-513D:${administrators}`, 'not-owned'],
    ['nobody owns it', `D:${administrators}`, 'not-owned'],
    ['users may change it', `O:BAG:SYD:${administrators}(A;ID;0x1301bf;;;BU)`, 'writable'],
    ['everybody may do everything', `O:BAG:SYD:(A;;FA;;;WD)`, 'writable'],
    [
      'users may add files, as ProgramData lets them',
      `O:SYG:SYD:AI${administrators}(A;CIID;DCLCRPCR;;;BU)`,
      'writable',
    ],
    ['a person may take it over', `O:BAG:SYD:${administrators}(A;;WO;;;S-1-5-21-1-2-3-1001)`, 'writable'],
    ['generic write', `O:BAG:SYD:${administrators}(A;;GRGW;;;AU)`, 'writable'],
    ['no list: everybody', 'O:BAG:SY', 'writable'],
    ['an empty list of everybody', 'O:BAG:SYD:NO_ACCESS_CONTROL', 'writable'],
    ['a condition that nobody here understands', `O:BAG:SYD:${administrators}(XA;;FR;;;WD;(@User.x == 1))`, 'writable'],
  ])('%s', (_, sddl, problem) => {
    expect(descriptorProblem(sddl)).toBe(problem);
  });
});
