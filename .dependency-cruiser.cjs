// The import rules of docs/architecture.md. test/import-rules.test.ts proves that each of them bites.

const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const oneDoor = (library, door) =>
  only(
    `${library}-has-one-door`,
    `${door} is the one importer of ${library}.`,
    { path: '^(main|preload|renderer)/', pathNot: `^${door}/` },
    { path: `(^|/)node_modules/${library}/` },
  );

const anyOfOurs = '^(main|preload|renderer|test|scripts)/';
const contract = '^preload/contract([.]ts$|/)';
const aTest = '[.]test[.]tsx?$|/testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('no-circular', 'A cycle has no lowest part.', {}, { circular: true }),
    only(
      'contract-imports-nothing',
      'preload/contract is read by both sides of the window; it depends on neither.',
      { path: contract },
      { path: '.+', pathNot: contract },
    ),
    only(
      'renderer-only-knows-the-contract',
      'The window reaches the program through the contract alone.',
      { path: '^renderer/' },
      { path: '^(main|preload|test|scripts)/', pathNot: contract },
    ),
    only(
      'renderer-is-a-web-page',
      'The window has no Node.js and no Electron: what it needs from the machine is a call of the contract.',
      { path: '^renderer/src/', pathNot: aTest },
      { dependencyTypes: ['core'] },
    ),
    only(
      'preload-only-knows-the-contract',
      'The bridge passes calls on; it knows no part of the program.',
      { path: '^preload/' },
      { path: anyOfOurs, pathNot: '^preload/' },
    ),
    only(
      'main-never-imports-the-renderer',
      'The program runs without a window.',
      { path: '^main/' },
      { path: '^renderer/' },
    ),
    only(
      'engine-imports-only-itself',
      'The engine gets what it needs through ports: no Electron, SQL, IPC or settings.',
      { path: '^main/engine/', pathNot: aTest },
      { path: anyOfOurs, pathNot: '^main/engine/' },
    ),
    only(
      'runs-without-electron',
      'The engine, the ledger, the sandbox and the command line run on plain Node.js too.',
      { path: '^main/(engine|ledger|sandbox|cli)' },
      { path: '^electron(/|$)|(^|/)node_modules/electron(-store)?/' },
    ),
    only(
      'ledger-only-knows-the-ports',
      'The ledger implements what the engine asks for and answers the window; it knows neither from inside.',
      { path: '^main/ledger/', pathNot: aTest },
      { path: anyOfOurs, pathNot: `^main/ledger/|^main/engine/(model|ports|limits)[.]ts$|${contract}` },
    ),
    only(
      'sql-stays-in-the-ledger',
      'SQL is written in main/ledger only.',
      { path: '^(main|preload|renderer)/', pathNot: '^main/ledger/' },
      { path: '(^|/)node_modules/(libsql|kysely)/' },
    ),
    oneDoor('chokidar', 'main/engine/watch'),
    oneDoor('archiver', 'main/engine/seal'),
    oneDoor('axios', 'main/engine/deliver'),
    oneDoor('electron-store', 'main/settings'),
    only(
      'parts-do-not-know-each-other',
      'Only the composition roots (app, core, cli) join the engine and the ledger to the rest.',
      { path: '^main/(ipc|shell|settings|sandbox)/', pathNot: aTest },
      { path: '^main/(engine/(watch|seal|deliver|queue)|ledger)/', pathNot: '^main/ledger/views/' },
    ),
    only(
      'program-has-no-test-code',
      'What is delivered to people contains nothing that only tests need.',
      { path: '^(main|preload|renderer/src)/', pathNot: aTest },
      { path: `^(test|scripts)/|${aTest}` },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    doNotFollow: { path: 'node_modules' },
    // Electron's own modules come with the runtime, as Node's do.
    builtInModules: { add: ['electron', 'electron/main', 'electron/common', 'electron/renderer'] },
    exclude: { path: '^test/fixtures/import-rules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
