// The seal worker as the program runs it, with the kill switch at its checkpoints.
import { onCheckpoint } from '../../main/engine/checkpoints';
import { createKillSwitch, programOptions } from './kill-switch';
import '../../main/engine/seal/seal-worker';

onCheckpoint(createKillSwitch(programOptions()));
