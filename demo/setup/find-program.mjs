import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The file of a program on the path, or on another search path.
 *
 * @param {string} name
 * @param {string} [path]
 * @returns {string | null}
 */
export function findProgram(name, path = process.env.PATH ?? '') {
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(executable) ?? null;
}

/** @param {string} file */
function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
