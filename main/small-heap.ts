// Keeps V8's heap small; to be imported before everything else.
import { keepNewSpaceSmall } from './engine/heap';

keepNewSpaceSmall();
