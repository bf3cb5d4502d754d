// The system's parts in English.
import type { Format, NativeWords } from './native-words';

/** The words, with numbers and times in this format. */
export function english({ count, moment }: Format): NativeWords {
  const documents = (number: number): string => count(number, { one: '# document', other: '# documents' });
  return {
    menu: {
      file: '&File',
      edit: '&Edit',
      view: '&View',
      go: '&Go to',
      window: '&Window',
      help: '&Help',
      about: 'About Batchdrop',
      settings: 'Settings…',
      services: 'Services',
      hide: 'Hide Batchdrop',
      hideOthers: 'Hide others',
      unhide: 'Show all',
      quit: 'Quit Batchdrop',
      close: 'Close window',
      scanAll: 'Scan all folders now',
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      delete: 'Delete',
      selectAll: 'Select all',
      resetZoom: 'Actual size',
      zoomIn: 'Zoom in',
      zoomOut: 'Zoom out',
      fullScreen: 'Full screen',
      minimize: 'Minimize',
      zoom: 'Zoom',
      front: 'Bring all to front',
      overview: 'Overview',
      sets: 'Sets',
      queue: 'Queue',
      folders: 'Watched folders',
      credentials: 'Credentials',
      diagnostics: 'Save diagnostics…',
    },
    tray: {
      open: 'Open Batchdrop',
      pause: 'Pause deliveries',
      pauseHour: 'For one hour',
      pauseTomorrow: 'Until tomorrow',
      pauseUntilResumed: 'Until I resume',
      resume: 'Resume deliveries',
      scanAll: 'Scan all folders now',
      quit: 'Quit Batchdrop',
      delivering: (number) => `Batchdrop is delivering ${documents(number)}.`,
      well: (number) =>
        number === 0 ? 'Batchdrop: everything was delivered.' : `Batchdrop: ${documents(number)} delivered today.`,
      needsAttention: (number) =>
        count(number, { one: 'Batchdrop: # item needs attention.', other: 'Batchdrop: # items need attention.' }),
      paused: (until) =>
        until === null
          ? 'Batchdrop: deliveries are paused.'
          : `Batchdrop: deliveries are paused until ${moment(until)}.`,
      offline: (number) =>
        count(number, {
          one: 'Batchdrop: # watched folder cannot be reached.',
          other: 'Batchdrop: # watched folders cannot be reached.',
        }),
      stopped: 'Batchdrop cannot work. Open it to see why.',
    },
    notices: {
      delivered: (number, batches) => ({
        title: 'Delivered',
        body: `${documents(number)} delivered in ${count(batches, { one: '# batch', other: '# batches' })}.`,
      }),
      held: (number) => ({
        title: 'A batch is held',
        body: `${documents(number)} cannot be delivered before you decide. Open Batchdrop to see why.`,
      }),
      inDoubt: (number) => ({
        title: 'A delivery is in doubt',
        body: `${documents(number)} may have arrived. Open Batchdrop and say whether they did.`,
      }),
      credentialPaused: (name) => ({
        title: 'A credential is paused',
        body: `The server does not accept “${name}”, or its password is missing. Check it in Batchdrop.`,
      }),
      setNeedsAttention: (name) => ({
        title: 'A set needs its number',
        body: `Further batches of “${name}” wait. Enter the set’s reference number in Batchdrop.`,
      }),
      alarm: (folder) => ({
        title: 'Documents are not accounted for',
        body: `The sum of ${folder} does not come out. Open Batchdrop to see what is missing.`,
      }),
      setAside: (file) => ({
        title: 'A document was set aside',
        body: `${file} cannot be delivered as it is. Open Batchdrop to see why.`,
      }),
      duplicate: (file) => ({
        title: 'A document was sent before',
        body: `${file} has the content of another one. Say in Batchdrop whether it is to be sent again.`,
      }),
      folderOffline: (folder) => ({
        title: 'A watched folder cannot be reached',
        body: `${folder} is offline. Batchdrop goes on with it as soon as it is back.`,
      }),
      spoolFull: {
        title: 'The spool is full',
        body: 'New documents wait in their folders until deliveries make room. You can raise the limit in the settings.',
      },
      notSealed: (folder) => ({
        title: 'Documents cannot be sealed',
        body: `Batchdrop cannot write zips for ${folder}, perhaps because the disk is full. It tries again by itself.`,
      }),
      engineFailed: {
        title: 'Batchdrop has stopped delivering',
        body: 'Its ledger cannot be written, perhaps because the disk is full. Open Batchdrop for details.',
      },
      more: (number) => ({
        title: 'More needs attention',
        body: count(number, {
          one: '# further item waits for a decision.',
          other: '# further items wait for a decision.',
        }),
      }),
      whileQuiet: (number) => ({
        title: 'After the quiet hours',
        body: count(number, {
          one: '# item came up that needs attention.',
          other: '# items came up that need attention.',
        }),
      }),
    },
    closing: {
      staysInTray: {
        title: 'Batchdrop keeps delivering',
        body: 'It goes on in the background. Open it again, or quit it, by its icon in the tray.',
      },
      staysMinimized: {
        title: 'Batchdrop keeps delivering',
        body: 'This desktop shows no tray icon, so the window is minimized. To end the program, choose Quit in its menu.',
      },
      goOn: 'Keep running',
      quit: 'Quit Batchdrop',
    },
    about: {
      title: 'About Batchdrop',
      version: (version) => `Batchdrop ${version}`,
      parts: ({ electron, chrome, node, system }) =>
        `Electron ${electron}\nChromium ${chrome}\nNode.js ${node}\nSystem: ${system}`,
      close: 'Close',
      copy: 'Copy',
    },
    notSaved: {
      title: 'The diagnostics were not saved',
      body: 'Choose another folder, or check whether the disk is full.',
    },
    crash: {
      title: 'Batchdrop has to close',
      text: (logs) => `An unexpected error happened. Nothing is lost: start Batchdrop again. Details are in ${logs}.`,
    },
  };
}
