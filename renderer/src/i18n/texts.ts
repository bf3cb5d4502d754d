// Every text of the window, by language and by the part of the window that shows it. English is the one the others follow.
import deActivity from './de/activity.json';
import deAttention from './de/attention.json';
import deBatches from './de/batches.json';
import deCommon from './de/common.json';
import deCredentials from './de/credentials.json';
import deDecisions from './de/decisions.json';
import deDrops from './de/drops.json';
import deFirstRun from './de/firstRun.json';
import deFolders from './de/folders.json';
import deOverview from './de/overview.json';
import dePolicy from './de/policy.json';
import dePreviews from './de/previews.json';
import deProblems from './de/problems.json';
import deProfile from './de/profile.json';
import deQueue from './de/queue.json';
import deReasons from './de/reasons.json';
import deRehearsals from './de/rehearsals.json';
import deSearch from './de/search.json';
import deSets from './de/sets.json';
import deSending from './de/sending.json';
import deSettings from './de/settings.json';
import deShell from './de/shell.json';
import deStates from './de/states.json';
import deStopped from './de/stopped.json';
import enActivity from './en/activity.json';
import enAttention from './en/attention.json';
import enBatches from './en/batches.json';
import enCommon from './en/common.json';
import enCredentials from './en/credentials.json';
import enDecisions from './en/decisions.json';
import enDrops from './en/drops.json';
import enFirstRun from './en/firstRun.json';
import enFolders from './en/folders.json';
import enOverview from './en/overview.json';
import enPolicy from './en/policy.json';
import enPreviews from './en/previews.json';
import enProblems from './en/problems.json';
import enProfile from './en/profile.json';
import enQueue from './en/queue.json';
import enReasons from './en/reasons.json';
import enRehearsals from './en/rehearsals.json';
import enSearch from './en/search.json';
import enSets from './en/sets.json';
import enSending from './en/sending.json';
import enSettings from './en/settings.json';
import enShell from './en/shell.json';
import enStates from './en/states.json';
import enStopped from './en/stopped.json';

export const english = {
  common: enCommon,
  shell: enShell,
  activity: enActivity,
  attention: enAttention,
  batches: enBatches,
  decisions: enDecisions,
  overview: enOverview,
  problems: enProblems,
  queue: enQueue,
  reasons: enReasons,
  states: enStates,
  stopped: enStopped,
  credentials: enCredentials,
  drops: enDrops,
  firstRun: enFirstRun,
  folders: enFolders,
  policy: enPolicy,
  previews: enPreviews,
  profile: enProfile,
  rehearsals: enRehearsals,
  search: enSearch,
  sending: enSending,
  settings: enSettings,
  sets: enSets,
};

export const german = {
  common: deCommon,
  shell: deShell,
  activity: deActivity,
  attention: deAttention,
  batches: deBatches,
  decisions: deDecisions,
  overview: deOverview,
  problems: deProblems,
  queue: deQueue,
  reasons: deReasons,
  states: deStates,
  stopped: deStopped,
  credentials: deCredentials,
  drops: deDrops,
  firstRun: deFirstRun,
  folders: deFolders,
  policy: dePolicy,
  previews: dePreviews,
  profile: deProfile,
  rehearsals: deRehearsals,
  search: deSearch,
  sending: deSending,
  settings: deSettings,
  sets: deSets,
};
