// Asks V8 to take little; to be imported before everything else.
import { keepHelpersModest, keepNewSpaceSmall } from './engine/heap';

keepNewSpaceSmall();
keepHelpersModest();
