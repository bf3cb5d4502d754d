// Every text of the window, by language and by the part of the window that shows it. English is the one the others follow.
import deCommon from './de/common.json';
import deShell from './de/shell.json';
import enCommon from './en/common.json';
import enShell from './en/shell.json';

export const english = { common: enCommon, shell: enShell };

export const german = { common: deCommon, shell: deShell };
