// Which lines of Chromium's log a person gets to read.
import { describe, expect, it } from 'vitest';
import { isWorthReading } from './chromium-noise.mjs';

describe('isWorthReading', () => {
  it.each([
    '',
    '[1:1122/212302.298511:ERROR:bus.cc(407)] Failed to connect to the bus: Could not parse server address',
    '[1:1122/212302.501043:ERROR:viz_main_impl.cc(181)] Exiting GPU process due to errors during initialization',
    "[1:1122/214548.751836:ERROR:one_copy_raster_buffer_provider.cc(348)] Creation of StagingBuffer's SharedImage failed.",
    '[1:1122/214548.751058:ERROR:shared_image_interface_proxy.cc(134)] Buffer handle is null.',
  ])('hides what means nothing: %s', (line) => {
    expect(isWorthReading(line)).toBe(false);
  });

  it.each([
    'Error: the ledger cannot be written',
    '[1:1122/212302.298511:INFO:CONSOLE(12)] "Uncaught TypeError: x is undefined", source: app://batchdrop/index.js (12)',
    '[1:1122/212302.298511:FATAL:gpu_data_manager_impl_private.cc(423)] GPU process is not usable. Goodbye.',
    '[1:1122/212302.298511:ERROR:cert_verify_proc_builtin.cc(1000)] No valid certificate',
  ])('shows everything else: %s', (line) => {
    expect(isWorthReading(line)).toBe(true);
  });
});
