/** Every text that the page shows, in English. The shape of this one is the shape of them all. */
const number = new Intl.NumberFormat("en");
const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const ORDINAL_ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
const ordinal = (count: number) => number.format(count) + (ORDINAL_ENDINGS[ordinals.select(count)] ?? "th");
/** As exact as an estimate can be. */
const roughly = (seconds: number) =>
  seconds > 90
    ? plural(Math.round(seconds / 60), "minute", "minutes")
    : `${number.format(seconds > 20 ? Math.round(seconds / 10) * 10 : seconds)} s`;

export const english = {
  name: "Swiftlet",
  fullStop: ".",
  listComma: ", ",
  /** Between two sentences. */
  space: " ",
  /** Ctrl+C and the like, where one of several keys does it. */
  or: "or",

  // Places
  editorPane: "Editor",
  editorLabel: (file: string) => `${file}, Swift code. Press F6 to leave.`,
  terminalPane: "Terminal",
  views: { repl: "REPL", run: "Run" },
  terminalLabel: "Terminal of the Swift REPL. Press F6 to leave.",
  terminalTooMuch: "Too much output to read aloud.",
  separator: "Width of the editor",
  actions: "Actions",
  panes: "Panes",
  statusLabel: "Status",
  keyBar: "Keys",

  // Actions
  sendSelection: "Send selection",
  sendSelectionHint: (key: string) => `Send the selection, or the current line, to the REPL (${key})`,
  sendAll: "Send all",
  sendAllHint: (key: string) => `Send everything to the REPL (${key})`,
  interrupt: "Interrupt",
  interruptHint: "Stop the evaluation and keep the variables",
  open: "Open",
  openHint: "Open a file in the editor",
  download: "Download",
  downloadHint: "Download the file that is shown",
  theme: { system: "Theme: as the system", dark: "Theme: dark", light: "Theme: light" },
  more: "More",
  swapPanes: "Swap panes",
  screenReader: "Screen reader mode",
  resetTerminal: "Reset terminal modes",
  newRepl: "New REPL",
  undo: "Undo",
  cancel: "Cancel",
  language: "Language",
  shortcuts: "Keyboard shortcuts",
  run: "Run",
  runHint: (key: string) => `Compile and run the files (${key})`,
  focusEditor: "Go to the editor",
  focusTerminal: "Go to the REPL",

  // All commands, by name
  palette: {
    open: "All commands",
    label: "Commands",
    placeholder: "What would you like to do?",
    none: "No command is called that.",
    count: (count: number) => plural(count, "command", "commands"),
    on: "on",
  },

  // Files
  files: {
    label: "Files",
    add: "New file",
    rename: "Rename file",
    remove: "Delete file",
    show: (name: string) => `Go to ${name}`,
    nameLabel: "Name of the file",
    closeHint: (name: string) => `Delete ${name}`,
    tabHint: "Double-click or F2 renames it, Delete deletes it",
    mainHint: "The program begins here, so it keeps its name",
    removed: (name: string) => `${name} is deleted.`,
    tooMany: (limit: number) => `There may be ${number.format(limit)} files.`,
    refused: {
      empty: "A file needs a name.",
      "too-long": (limit: number) => `A name has ${number.format(limit)} characters at most.`,
      start: "A name begins with a letter, a digit or _.",
      character: "A name has letters, digits, _ + - and single dots, nothing else.",
      ending: "A Swift file's name ends in .swift.",
      taken: "There is a file of that name.",
      capitals: "There is a file of that name with other capitals.",
    },
  },

  // Toolchains
  toolchain: {
    label: "Toolchain",
    use: (label: string) => `Use ${label}`,
    current: (label: string) => `Toolchain: ${label}`,
    unavailable: "Not available here",
    changeTitle: (label: string) => `Change to ${label}?`,
    changeDetail: (from: string, to: string) =>
      `A new REPL starts, with ${to}. The one with ${from} ends, and its variables with it. Your files stay as they are.`,
    change: "Change",
  },

  // What notices, the status bar and the key bar offer
  close: "Close",
  dismiss: "Dismiss",
  noticeActions: {
    "start-again": "Start again where I was",
    "start-new": "Start new",
    "restart-replay": "Restart where I was",
    restart: "Restart",
    "try-again": "Try again",
    transcript: "Download transcript",
  },
  noticeHints: {
    "start-again": "A fresh REPL, in which what you had entered is entered again",
    "restart-replay": "A fresh REPL, in which what you had entered is entered again",
    transcript: "What the terminal showed, as a text file",
  },
  tryAgain: "Try again",
  keep: "Keep me",
  keys: {
    tab: "Tab",
    control: "Ctrl",
    escape: "Esc",
    up: "Up",
    down: "Down",
    left: "Left",
    right: "Right",
    endOfInput: "EOF",
  },

  // The connection
  connection: {
    starting: "Starting",
    connecting: "Connecting",
    live: "Connected",
    reconnecting: "Reconnecting",
    ended: "Disconnected",
    refused: "Not connected",
  },
  roundTrip: (ms: number) => `${number.format(ms)} ms`,
  retryIn: (seconds: number) => `in ${number.format(seconds)} s`,
  people: (count: number) => plural(count, "person", "people"),
  watching: "Watching only",

  // The REPL
  repl: { starting: "Starting", ready: "Ready", running: "Running", ended: "Ended", away: "Waiting" },
  runningFor: (seconds: number) => `Running ${number.format(seconds)} s`,
  starting: (toolchain: string) => `Starting ${toolchain} …`,
  startingUnknown: "Starting Swift …",
  startingDetail: "A container of your own, and a REPL in it. This takes a second or two.",
  startingSlow: (seconds: number) =>
    `Still at it after ${number.format(seconds)} s. A cold start can take a while.`,
  comingBack: "Coming back to your REPL …",
  queuePlace: (place: number) => (place === 1 ? "You are next in line" : `You are ${ordinal(place)} in line`),
  queueUnknown: "How long that takes is not known yet.",
  queueEstimate: (seconds: number) => (seconds <= 3 ? "Any moment now." : `About ${roughly(seconds)}.`),
  queueDetail:
    "All places are taken. Yours comes by itself; keep this tab open, and write in the editor meanwhile.",
  titleQueued: (place: number) => (place === 1 ? "Next in line" : `${ordinal(place)} in line`),
  titleReady: "Your REPL is ready",
  reapedIn: (seconds: number) => `Unused, so it closes in ${number.format(seconds)} s`,
  oldIn: (seconds: number) => `Reached its longest time, so it closes in ${number.format(seconds)} s`,
  oldSoon: (seconds: number) =>
    `This REPL has lived as long as one may. It closes in ${roughly(seconds)}; you can start again where you were.`,
  reapedSoon: (seconds: number) =>
    `Nobody has used this REPL for a while, so it closes in ${roughly(seconds)}. Choose Keep me to keep it.`,
  staysOpen: "The REPL stays open.",
  replSeparator: "a new REPL",

  // What was entered before, entered again
  replay: {
    running: (done: number, total: number) =>
      `Entering your ${plural(total, "line", "lines")} again: ${number.format(done)} of ${number.format(total)}`,
    held: "What you type waits until then.",
    stopped: (done: number, total: number) =>
      `Stopped: ${number.format(done)} of ${plural(total, "line", "lines")} entered again`,
    same: (total: number) =>
      total === 1 ? "Your line was entered again" : `All ${number.format(total)} lines were entered again`,
    differ: (count: number) => `Done; ${number.format(count)} printed something else`,
    stop: "Stop",
    show: "Show",
    hide: "Hide",
    label: "Entered again",
    listLabel: "What printed something else",
    before: "before",
    now: "now",
    nothing: "nothing",
    more: (count: number) => `… and ${number.format(count)} more`,
    rest: "The rest is kept for the next restart.",
  },

  // Ends
  replEnded: "The REPL has ended",
  exitCode: (code: number) => (code === 0 ? "It was quit." : `It exited with code ${code}.`),
  exitSignal: (signal: number) => `Signal ${signal} ended it.`,
  exitMemory: "It ran out of memory. Its variables are gone; your code is still in the editor.",
  exitNoPrompt:
    "It did not start: its prompt never came, so it was ended. Start it again; nothing of your code is lost.",
  /** What was running, or was entered last, when the REPL ended. */
  leftOut: {
    label: "Not entered again, since the REPL ended with it:",
    copy: "Copy",
    copied: "Copied",
  },
  exitUnknown: "Its variables are gone; your code is still in the editor.",
  sessionEnded: "This REPL is closed",
  earlierEnded: "Your earlier REPL is closed",
  serverRestarts: {
    title: "The server is restarting",
    detail: "When it is back, this page is too, by itself. What you entered is kept.",
  },
  crowdedTitle: "Too many are connected",
  ended: {
    idle: "Nobody used it for a while, so it made room for others. Your code is still in the editor.",
    yielded:
      "Nobody had used it for a while, and somebody else was waiting for a place. Your code is still in the editor.",
    "max-age": "It reached the longest time that a REPL may live. Your code is still in the editor.",
    ended: "You ended it, here or in another tab.",
    "start-failed": "It could not be started. Trying again may help.",
    "sandbox-lost": "Its container stopped, and with it the variables. Your code is still in the editor.",
    "sandbox-broken": "Its container misbehaved and was removed. Your code is still in the editor.",
    "engine-away": "The container engine is away. A new REPL can be started once it is back.",
    "server-stopping": "The server was stopped, and it with it. Your code is still in the editor.",
    vanished:
      "The server no longer has it: it was closed, or the server was restarted. Your code is still in the editor.",
    crowded: "As many clients as allowed are connected to this REPL. Close one of them, then try again.",
    other: "The server closed it.",
  },
  refusedTitle: "There is no REPL yet",
  refused: {
    busy: "All places are taken, and so is the line for them.",
    "too-many-sessions":
      "As many REPLs are open as one person, or one network, may have. Go back to one of yours in its tab, or wait: one that nobody uses is closed after a while.",
    "engine-away": "The container engine is away. Nothing is wrong with your code.",
    "storage-away":
      "The server cannot reach its storage, and starts nothing until it can. Your code is still in the editor.",
    "toolchain-unavailable":
      "This version of Swift does not work on the server at the moment. Another one may, if there is one.",
    unreachable: "The server does not answer.",
    other: "The server refused to start one.",
  },
  retrying: (seconds: number) => `Next try in ${number.format(seconds)} s.`,

  // Notices
  earlierGone: "Your earlier REPL was closed in the meantime. This is a new one.",
  skipped: (bytes: number) => `${plural(bytes, "byte", "bytes")} of output were skipped while you were away.`,
  savedGone: "What was kept of your earlier REPL is kept no longer. Your code is still in the editor.",
  inputLost: {
    away: "Not connected, and as much is waiting as can wait: what you type now is not sent.",
    full: "The REPL takes nothing at the moment: what you type now is not sent.",
  },
  inputDoubtful: (text: string) =>
    `The server started anew. This was on its way then, and may have to be typed again: ${text}`,
  submitHeld: "Not connected: it is sent once the connection is back.",
  notSent: {
    empty: "There is nothing to send: the line is empty.",
    "too-long": (bytes: number) =>
      `Too long to send at once: the REPL takes up to ${number.format(bytes)} bytes.`,
    away: "Not connected, so nothing was sent. It will work again after the reconnect.",
    "not-ready": "There is no REPL to send to at the moment.",
    viewer: "You are watching this REPL, and cannot type in it.",
    full: "The REPL takes nothing at the moment, so nothing was sent. Interrupt what it runs, then try again.",
  },
  refusedMessage: {
    malformed: "The server did not understand this page. Reloading it may help.",
    forbidden: "You are watching this REPL, and cannot type in it.",
    "too-large": "Too long: the server did not take it.",
    "too-fast": "Too fast: the server dropped some of what was sent.",
    "wrong-state": "The REPL cannot take this now.",
  },
  pasteTooLong: (bytes: number, limit: number) =>
    `The text is ${number.format(Math.ceil(bytes / 1024))} KB; the terminal takes ${number.format(limit / 1024)} KB at most. Paste it into the editor.`,
  opened: (name: string) => `Opened ${name}. Undo brings the earlier text back.`,
  fileRefused: {
    "too-large": (name: string) => `${name} is larger than 1 MB, which is more than the editor opens.`,
    "not-text": (name: string) => `${name} is not a text file in UTF-8.`,
    unreadable: (name: string) => `${name} could not be read.`,
  },
  textTooLong: (limit: number) =>
    `The files are longer than the ${number.format(limit / 1024)} KB that the server keeps. They are still stored in this browser.`,
  notStored: "This browser does not store the editor's files: they will not survive a reload.",

  // Keys that are no command's, as what they do
  otherKeys: {
    interrupt: "Interrupt, in the terminal",
    copy: "Copy, in the terminal",
    complete: "Complete, in the terminal",
    nextPart: "Go on to the next part of the page",
    leaveEditor: "Leave the editor: Tab indents there",
  },

  // Running programs
  runs: {
    terminalLabel: "Terminal of the program. Press F6 to leave.",
    check: "Check",
    checkHint: "Look for errors without running",
    format: "Format the file",
    formatHint: "Lay out the file as swift-format does",
    results: "Results in the margin",
    resultsHint: "Show the value of each line when the program is run",
    lineResults: "Results of this line",
    stop: "Stop",
    stopHint: "End the program",
    endOfInput: "End of input",
    endOfInputHint: "Tell the program that nothing more is typed (Ctrl+D)",
    focus: "Go to the program",
    empty: (key: string) => `${key} compiles and runs the files. What the program prints comes here.`,
    emptyMore:
      "The standard library and Foundation are there. Programs have no network, so packages cannot be fetched.",
    asked: "Starting …",
    phases: { compile: "Compiling …", link: "Linking …", run: "Running" },
    stopping: "Stopping …",
    runningFor: (seconds: number) => `Running ${number.format(seconds)} s`,
    away: "Not connected; the program goes on.",
    lost: "This run is gone, and what it printed last with it. Run it again.",
    problems: "What the compiler says",
    more: (count: number) => `… and ${number.format(count)} more`,
    severities: { error: "error", warning: "warning", remark: "remark" },
    note: "note",
    goTo: (place: string) => `Go to ${place}`,
    fix: (text: string) => `Fix: put “${text}” there`,
    fixDelete: "Fix: delete this",
    fixAll: "Fix",
    errors: (count: number) => plural(count, "error", "errors"),
    warnings: (count: number) => plural(count, "warning", "warnings"),
    exit: (code: number) => `exit ${code}`,
    noProblems: "No errors",
    outcomes: {
      "compile-error": "Does not compile",
      "runtime-error": "The program failed",
      timeout: "Stopped: it took longer than it may",
      "out-of-memory": "Out of memory",
      "output-limit": "Stopped: it printed more than it may",
      killed: "Stopped",
      busy: "The server is busy: it was not run. Try again in a moment",
      "internal-error": "It could not be run; that is not your program's fault",
    },
    compileTimeout: "Stopped: compiling took longer than it may",
    compileMemory: "The compiler ran out of memory",
    /** Why, by the server's word for it. @param limit that was reached */
    reasons: {
      time: (limit: string) => `The limit is ${limit}.`,
      "processor-time": (limit: string) => `It needed more than ${limit} of the processor's time.`,
      memory: (limit: string) => `It needed more than ${limit}.`,
      output: (limit: string) => `It may print ${limit}, and was still printing when its time was up.`,
      "file-size": (limit: string) => `It wrote a file that is larger than allowed: ${limit}.`,
      "tool-crashed":
        "The compiler crashed. That is its own fault, but written otherwise the program may compile.",
      "killed-inside": "Something in the program's own container killed it.",
      "watch-ended": "It ended the process that watches over it, or could not be started.",
      "no-room": "The container's disk is full. It may help to delete files below /tmp and /run.",
      sandbox: "Its container ended, or did not do what it should. Try again.",
    },
    seconds: (count: number) => (count === 1 ? "1 second" : `${number.format(count)} seconds`),
    bytes: (count: number) => plural(count, "byte", "bytes"),
    signal: (name: string) => `Ended by ${name}`,
    signals: {
      SIGABRT: "it gave up",
      SIGBUS: "bad access to memory",
      SIGFPE: "impossible arithmetic",
      SIGILL: "an operation that cannot be",
      SIGINT: "interrupted",
      SIGKILL: "killed",
      SIGPIPE: "nobody took its output",
      SIGSEGV: "bad access to memory",
      SIGTERM: "asked to end",
      SIGTRAP: "a trap",
    } as Readonly<Record<string, string>>,
    compiled: (seconds: string) => `compiled ${seconds} s`,
    ran: (seconds: string) => `ran ${seconds} s`,
    megabytes: (count: number) => `${number.format(count)} MB`,
    cutOutput: (bytes: number) => `${plural(bytes, "byte", "bytes")} of output are not shown`,
    cutValues: (count: number) => `${plural(count, "value", "values")} at least are not shown`,
    calledFrom: (place: string) => `called from ${place}`,
    refused: "Not run",
    refusals: {
      "not-ready": "The session is still starting. Try again when the REPL is ready.",
      unreachable: "The server does not answer. Try again.",
      busy: "The server has no room for a program now. Try again in a moment.",
      "too-large": "The files are longer than the server takes.",
      "toolchain-unavailable": "This version of Swift does not work on the server at the moment.",
      "not-found": "The session is over, or belongs to somebody else.",
      internal: "Something went wrong on the server. Try again.",
      other: "The server did not take it.",
    },
    /** A file's name is none that can be run. @param rule a sentence */
    cannotName: (name: string, rule: string) => `A file cannot be called “${name}”. ${rule} Rename it.`,
    /** Where the page has no words of its own. @param sentence in English */
    saysServer: (sentence: string) => sentence,
    noSession: "There is no session to run it in yet. Try again when the REPL is ready.",
    notFormatted: "Not formatted",
    formatted: "Formatted.",
    formattedAlready: "Nothing to change: it is formatted already.",
    formatChanged: "You typed meanwhile, so it was left as it is.",
    ended: (words: string) => `The run has ended: ${words}`,

    // The value of a line
    resultOf: (line: number, value: string) => `Line ${line}: ${value}`,
    resultLabel: (line: number) => `Results of line ${line}`,
    noResult: "There are no results in this line. Run with results in the margin.",
    passes: (count: number) => plural(count, "value", "values"),
    times: (count: number) => `×${number.format(count)}`,
    earlier: (count: number) => `${plural(count, "earlier value is", "earlier values are")} not shown`,
    pass: (pass: number) => number.format(pass),
    /** In the place of a last value that nobody knows. */
    afterPasses: (count: number) => `… after ${plural(count, "pass", "passes")}`,
    passSpan: (first: number, last: number) =>
      first === last ? number.format(first) : `${number.format(first)}–${number.format(last)}`,
    kept: (passes: string, missing: number, all: number) =>
      `Kept: ${passes}. ${number.format(missing)} of ${number.format(all)} are missing.`,
    gap: (passes: string) => `${passes} not kept`,
    chart: (count: number, first: string, last: string, least: string, most: string) =>
      `Chart of ${number.format(count)} numbers: from ${first} to ${last}, the least ${least}, the greatest ${most}`,
    cut: "cut",
    stale: "The text has changed since",
  },

  // What the language server says in the editor
  intelligence: {
    toggle: "Editor intelligence",
    definition: "Go to definition",
    describe: "Describe what is at the cursor",
    rename: "Rename in all files",
    quickFix: "Quick fix",
    newName: "New name",
    renameSubmit: "Rename",
    noName: "That is no name in Swift: letters, digits and _, no digit first; a keyword in backticks.",
    renameFailed: "It was not renamed",
    noFixes: "Nothing to fix here.",
    outside: "That is defined outside your files.",
    notReady: "Editor intelligence is not ready.",
    state: {
      starting: "Intelligence: starting",
      ready: "Intelligence: ready",
      resting: "Intelligence: resting",
      unavailable: "Intelligence: not available",
      elsewhere: "Intelligence: in another tab",
    },
    hint: {
      starting: "Completion, errors while you type and more come in a moment.",
      ready: "Completion, errors while you type, definitions, renaming and quick fixes.",
      resting: "Nobody needed it for a while. It comes back when you type.",
      unavailable: "It ended again and again, or this server has none. Typing tries once more.",
      elsewhere: "One tab at a time has it. Write in this one, and it comes along.",
    },
    reason: {
      ended: "The language server ended and was started again.",
      "out-of-memory": "The language server ran out of memory and was started again. Your REPL is untouched.",
      malformed: "The language server said what nobody understands and was started again.",
      silent: "The language server did not answer and was started again.",
    },
  },

  /** The editor's own texts, by their English words. */
  editorPhrases: {} as Readonly<Record<string, string>>,

  starterCode: `// Shift+Enter sends a line, or the selection, to the REPL.
struct Bird {
    let name: String
    var speed = 60.0

    func hours(for km: Double) -> Double {
        km / speed
    }
}

let swift = Bird(name: "Common swift", speed: 111)
print("\\(swift.name): \\(swift.hours(for: 10_000)) h to Africa")
`,
};

/** The shape of a language: the same keys, any words. */
type Widen<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: never) => string
      ? T[K]
      : Widen<T[K]>;
};
export type Messages = Widen<typeof english>;
