// What Chromium logs on a machine without a system bus, a graphics card or a desktop, and what means nothing there.

const source = [
  '(?:bus|object_proxy)', // no system bus
  '(?:viz_|gpu_|gl_|egl_|angle_|vaapi|vulkan_|command_buffer_|shared_image_|\\w*raster|\\w*surface)\\w*', // no graphics card
  '(?:sandbox_linux|x11_|ozone_|network_service_instance)\\w*', // no desktop, and root without the sandbox
].join('|');
const harmless = new RegExp(`^\\[\\d+:\\d{4}/\\d{6}\\.\\d+:(?:ERROR|WARNING):(?:${source})\\.(?:cc|mm)\\(\\d+\\)\\]`);

/**
 * Whether a line of the program's stderr is worth a person's attention.
 * @param {string} line
 * @returns {boolean}
 */
export function isWorthReading(line) {
  return line.trim() !== '' && !harmless.test(line);
}
