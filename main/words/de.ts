// The system's parts in German.
import type { Format, NativeWords } from './native-words';

/** The words, with numbers and times in this format. */
export function german({ count, moment }: Format): NativeWords {
  const documents = (number: number): string => count(number, { one: '# Dokument', other: '# Dokumente' });
  return {
    menu: {
      file: '&Datei',
      edit: '&Bearbeiten',
      view: '&Ansicht',
      go: '&Gehe zu',
      window: '&Fenster',
      help: '&Hilfe',
      about: 'Über Batchdrop',
      settings: 'Einstellungen…',
      services: 'Dienste',
      hide: 'Batchdrop ausblenden',
      hideOthers: 'Andere ausblenden',
      unhide: 'Alle einblenden',
      quit: 'Batchdrop beenden',
      close: 'Fenster schließen',
      scanAll: 'Alle Ordner jetzt durchsuchen',
      undo: 'Rückgängig',
      redo: 'Wiederholen',
      cut: 'Ausschneiden',
      copy: 'Kopieren',
      paste: 'Einfügen',
      delete: 'Löschen',
      selectAll: 'Alles auswählen',
      resetZoom: 'Originalgröße',
      zoomIn: 'Vergrößern',
      zoomOut: 'Verkleinern',
      fullScreen: 'Vollbild',
      minimize: 'Minimieren',
      zoom: 'Zoomen',
      front: 'Alle nach vorne bringen',
      overview: 'Übersicht',
      sets: 'Sets',
      queue: 'Warteschlange',
      folders: 'Überwachte Ordner',
      credentials: 'Zugangsdaten',
      diagnostics: 'Diagnose speichern…',
    },
    tray: {
      open: 'Batchdrop öffnen',
      pause: 'Lieferungen anhalten',
      pauseHour: 'Für eine Stunde',
      pauseTomorrow: 'Bis morgen',
      pauseUntilResumed: 'Bis ich sie fortsetze',
      resume: 'Lieferungen fortsetzen',
      scanAll: 'Alle Ordner jetzt durchsuchen',
      quit: 'Batchdrop beenden',
      delivering: (number) => `Batchdrop liefert gerade ${documents(number)}.`,
      well: (number) =>
        number === 0
          ? 'Batchdrop: Alles wurde geliefert.'
          : count(number, {
              one: 'Batchdrop: # Dokument heute geliefert.',
              other: 'Batchdrop: # Dokumente heute geliefert.',
            }),
      needsAttention: (number) =>
        count(number, {
          one: 'Batchdrop: Bei # Eintrag ist Aufmerksamkeit nötig.',
          other: 'Batchdrop: Bei # Einträgen ist Aufmerksamkeit nötig.',
        }),
      paused: (until) =>
        until === null
          ? 'Batchdrop: Die Lieferungen sind angehalten.'
          : `Batchdrop: Die Lieferungen sind angehalten bis ${moment(until)}.`,
      offline: (number) =>
        count(number, {
          one: 'Batchdrop: # überwachter Ordner ist nicht erreichbar.',
          other: 'Batchdrop: # überwachte Ordner sind nicht erreichbar.',
        }),
      stopped: 'Batchdrop kann nicht arbeiten. Öffnen Sie es, um den Grund zu sehen.',
    },
    notices: {
      delivered: (number, batches) => ({
        title: 'Geliefert',
        body: `${documents(number)} in ${count(batches, { one: '# Batch', other: '# Batches' })} geliefert.`,
      }),
      held: (number) => ({
        title: 'Ein Batch ist angehalten',
        body: count(number, {
          one: '# Dokument kann erst geliefert werden, wenn Sie entscheiden. Batchdrop zeigt den Grund.',
          other: '# Dokumente können erst geliefert werden, wenn Sie entscheiden. Batchdrop zeigt den Grund.',
        }),
      }),
      inDoubt: (number) => ({
        title: 'Eine Lieferung ist unklar',
        body: count(number, {
          one: '# Dokument ist vielleicht angekommen. Bitte sagen Sie in Batchdrop, ob es da ist.',
          other: '# Dokumente sind vielleicht angekommen. Bitte sagen Sie in Batchdrop, ob sie da sind.',
        }),
      }),
      credentialPaused: (name) => ({
        title: 'Zugangsdaten sind angehalten',
        body: `Der Server nimmt „${name}“ nicht an, oder das Passwort fehlt. Bitte prüfen Sie sie in Batchdrop.`,
      }),
      setNeedsAttention: (name) => ({
        title: 'Einem Set fehlt die Nummer',
        body: `Weitere Batches von „${name}“ warten. Bitte tragen Sie die Referenznummer des Sets in Batchdrop ein.`,
      }),
      alarm: (folder) => ({
        title: 'Nicht alle Dokumente sind erfasst',
        body: `Die Summe von ${folder} geht nicht auf. Batchdrop zeigt, was fehlt.`,
      }),
      setAside: (file) => ({
        title: 'Ein Dokument wurde zurückgelegt',
        body: `${file} kann so nicht geliefert werden. Batchdrop zeigt den Grund.`,
      }),
      duplicate: (file) => ({
        title: 'Ein Dokument wurde schon gesendet',
        body: `${file} hat denselben Inhalt wie ein anderes. Bitte sagen Sie in Batchdrop, ob es noch einmal gesendet werden soll.`,
      }),
      folderOffline: (folder) => ({
        title: 'Ein überwachter Ordner ist nicht erreichbar',
        body: `${folder} ist offline. Batchdrop macht weiter, sobald er wieder da ist.`,
      }),
      spoolFull: {
        title: 'Der Spool-Ordner ist voll',
        body: 'Neue Dokumente warten in ihren Ordnern, bis Lieferungen Platz schaffen. Die Grenze steht in den Einstellungen.',
      },
      notSealed: (folder) => ({
        title: 'Dokumente können nicht gepackt werden',
        body: `Batchdrop kann für ${folder} keine ZIP-Dateien schreiben; vielleicht ist der Datenträger voll. Es versucht es von selbst wieder.`,
      }),
      engineFailed: {
        title: 'Batchdrop liefert nicht mehr',
        body: 'Das Hauptbuch kann nicht geschrieben werden; vielleicht ist der Datenträger voll. Batchdrop zeigt Einzelheiten.',
      },
      more: (number) => ({
        title: 'Weitere Aufmerksamkeit nötig',
        body: count(number, {
          one: '# weiterer Eintrag wartet auf eine Entscheidung.',
          other: '# weitere Einträge warten auf eine Entscheidung.',
        }),
      }),
      whileQuiet: (number) => ({
        title: 'Nach den Ruhezeiten',
        body: count(number, {
          one: '# Eintrag ist dazugekommen, der Aufmerksamkeit braucht.',
          other: '# Einträge sind dazugekommen, die Aufmerksamkeit brauchen.',
        }),
      }),
    },
    closing: {
      staysInTray: {
        title: 'Batchdrop liefert weiter',
        body: 'Es läuft im Hintergrund. Über sein Symbol im Infobereich öffnen oder beenden Sie es.',
      },
      staysMinimized: {
        title: 'Batchdrop liefert weiter',
        body: 'Dieser Desktop zeigt kein Symbol im Infobereich, deshalb ist das Fenster minimiert. Zum Beenden wählen Sie „Batchdrop beenden“ im Menü.',
      },
      goOn: 'Weiterlaufen lassen',
      quit: 'Batchdrop beenden',
    },
    about: {
      title: 'Über Batchdrop',
      version: (version) => `Batchdrop ${version}`,
      parts: ({ electron, chrome, node, system }) =>
        `Electron ${electron}\nChromium ${chrome}\nNode.js ${node}\nSystem: ${system}`,
      close: 'Schließen',
      copy: 'Kopieren',
    },
    notSaved: {
      title: 'Die Diagnose wurde nicht gespeichert',
      body: 'Wählen Sie einen anderen Ordner, oder prüfen Sie, ob der Datenträger voll ist.',
    },
    crash: {
      title: 'Batchdrop muss beendet werden',
      text: (logs) =>
        `Ein unerwarteter Fehler ist aufgetreten. Es ist nichts verloren: Starten Sie Batchdrop neu. Einzelheiten stehen in ${logs}.`,
    },
  };
}
