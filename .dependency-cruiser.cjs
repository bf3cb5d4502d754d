// The import rules of docs/architecture.md. test/import-rules.test.ts proves that each of them bites.
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('no-circular', 'A cycle has no lowest part.', {}, { circular: true }),
    only(
      'contract-imports-nothing',
      'preload/contract.ts is read by both sides of the window; it depends on neither.',
      { path: '(^|/)preload/contract[.]ts$' },
      { path: '.+' },
    ),
    only(
      'renderer-only-knows-the-contract',
      'The window reaches the program through the contract alone.',
      { path: '(^|/)renderer/' },
      { path: '(^|/)(main|preload)/', pathNot: '(^|/)preload/contract[.]ts$' },
    ),
    only(
      'main-never-imports-the-renderer',
      'The program runs without a window.',
      { path: '(^|/)(main|preload)/' },
      { path: '(^|/)renderer/' },
    ),
    only(
      'engine-imports-only-itself',
      'The engine gets what it needs through ports: no Electron, SQL, IPC or settings.',
      { path: '(^|/)main/engine/' },
      { path: '(^|/)(main|preload|renderer)/', pathNot: '(^|/)main/engine/' },
    ),
    only(
      'engine-has-no-electron',
      'The engine runs on plain Node too (command line).',
      { path: '(^|/)main/(engine|ledger|sandbox|cli)' },
      { path: '^electron(/|$)|node_modules/electron(-store)?/' },
    ),
    only(
      'sql-stays-in-the-ledger',
      'SQL is written in main/ledger only.',
      { path: '(^|/)main/', pathNot: '(^|/)main/ledger/' },
      { path: '(^|/)(libsql|kysely)(/|$)' },
    ),
    only(
      'chokidar-has-one-door',
      'main/engine/watch is the one importer of chokidar.',
      { path: '(^|/)main/', pathNot: '(^|/)main/engine/watch/' },
      { path: '(^|/)chokidar(/|$)' },
    ),
    only(
      'archiver-has-one-door',
      'main/engine/seal is the one importer of archiver.',
      { path: '(^|/)main/', pathNot: '(^|/)main/engine/seal/' },
      { path: '(^|/)archiver(/|$)' },
    ),
    only(
      'axios-has-one-door',
      'main/engine/deliver is the one importer of axios.',
      { path: '(^|/)main/', pathNot: '(^|/)main/engine/deliver/' },
      { path: '(^|/)axios(/|$)' },
    ),
    only(
      'only-the-composition-roots-join-engine-and-ledger',
      'app.ts and cli.ts know the parts; the parts do not know each other.',
      { path: '(^|/)main/(ipc|shell|settings|sandbox)/' },
      { path: '(^|/)main/(engine/(watch|seal|deliver|queue)|ledger)/', pathNot: '(^|/)main/ledger/views/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'test/fixtures/import-rules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
