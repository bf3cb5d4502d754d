// The words of what the system shows for us: tray, menu, notifications, dialogs. The window has its own, in i18next.

/** Everything that a language has to say; a language that leaves something out does not compile. */
export interface NativeWords {
  readonly menu: MenuWords;
  readonly tray: TrayWords;
  readonly notices: NoticeWords;
  readonly closing: ClosingWords;
  readonly about: AboutWords;
  readonly crash: { readonly title: string; readonly text: (logs: string) => string };
  /** The bundle for support could not be saved. */
  readonly notSaved: NoticeText;
}

export interface MenuWords {
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly go: string;
  readonly window: string;
  readonly help: string;
  readonly about: string;
  readonly settings: string;
  readonly services: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly unhide: string;
  readonly quit: string;
  readonly close: string;
  readonly scanAll: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly delete: string;
  readonly selectAll: string;
  readonly resetZoom: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly minimize: string;
  readonly zoom: string;
  readonly front: string;
  readonly overview: string;
  readonly sets: string;
  readonly queue: string;
  readonly folders: string;
  readonly credentials: string;
  readonly diagnostics: string;
}

export interface TrayWords {
  readonly open: string;
  readonly pause: string;
  readonly pauseHour: string;
  readonly pauseTomorrow: string;
  readonly pauseUntilResumed: string;
  readonly resume: string;
  readonly scanAll: string;
  readonly quit: string;
  /** One sentence for each state, for the tooltip. */
  readonly delivering: (documents: number) => string;
  readonly well: (deliveredToday: number) => string;
  readonly needsAttention: (items: number) => string;
  /** null: until somebody resumes. */
  readonly paused: (until: number | null) => string;
  readonly offline: (folders: number) => string;
  readonly stopped: string;
}

/** A title and, below it, one sentence or two. */
export interface NoticeText {
  readonly title: string;
  readonly body: string;
}

export interface NoticeWords {
  readonly delivered: (documents: number, batches: number) => NoticeText;
  readonly held: (documents: number) => NoticeText;
  readonly inDoubt: (documents: number) => NoticeText;
  readonly credentialPaused: (name: string) => NoticeText;
  readonly setNeedsAttention: (name: string) => NoticeText;
  readonly alarm: (folder: string) => NoticeText;
  readonly setAside: (file: string) => NoticeText;
  readonly duplicate: (file: string) => NoticeText;
  readonly folderOffline: (folder: string) => NoticeText;
  readonly spoolFull: NoticeText;
  readonly notSealed: (folder: string) => NoticeText;
  readonly engineFailed: NoticeText;
  /** More than can be told one by one. */
  readonly more: (problems: number) => NoticeText;
  /** What came up in the quiet hours. */
  readonly whileQuiet: (problems: number) => NoticeText;
}

/** Asked once, when the window is closed for the first time. */
export interface ClosingWords {
  readonly staysInTray: NoticeText;
  readonly staysMinimized: NoticeText;
  readonly goOn: string;
  readonly quit: string;
}

export interface AboutWords {
  readonly title: string;
  readonly version: (version: string) => string;
  readonly parts: (versions: { electron: string; chrome: string; node: string; system: string }) => string;
  readonly close: string;
  readonly copy: string;
}

/** What a language needs to write numbers and times. */
export interface Format {
  /** The form for this number, with the number in the place of `#`. */
  count(number: number, forms: { readonly one: string; readonly other: string }): string;
  /** A time of day, and the day when it is not today. */
  moment(time: number): string;
}
