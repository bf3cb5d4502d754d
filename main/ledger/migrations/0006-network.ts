// Migration 6: what keeps a batch from its server, and two more reasons to pause a credential. Never edited once released.
import { sql, type Migration } from 'kysely';

const pauseReasons = `'refused', 'redirected', 'credential-refused', 'secret-missing', 'token-expired', 'spool-damaged',
    'set-blocked', 'credential-removed', 'unexpected-answer', 'certificate-changed', 'proxy-password-refused'`;

const networkProblems = `'name-not-found', 'no-secure-connection', 'certificate-expired', 'certificate-not-yet-valid',
    'certificate-wrong-host', 'certificate-unknown-authority', 'certificate-self-signed', 'certificate-weak',
    'certificate-invalid', 'proxy-unreachable', 'proxy-certificate', 'proxy-wants-password', 'proxy-refused',
    'proxy-without-server'`;

const columns = `id, name, state, reason, server_words, since, largest_accepted_bytes, smallest_refused_bytes`;

const statements = [
  // A CHECK can only be changed by building its table anew.
  `CREATE TABLE new_credential (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ok', 'paused')),
    reason TEXT CHECK (reason IN (${pauseReasons})),
    server_words TEXT,
    since INTEGER,
    largest_accepted_bytes INTEGER CHECK (largest_accepted_bytes > 0),
    smallest_refused_bytes INTEGER CHECK (smallest_refused_bytes > 0),
    CHECK ((state = 'paused') = (reason IS NOT NULL)),
    CHECK ((state = 'paused') = (since IS NOT NULL)),
    CHECK (state = 'paused' OR server_words IS NULL)
  ) STRICT`,
  `INSERT INTO new_credential (${columns}) SELECT ${columns} FROM credential`,
  `DROP TABLE credential`,
  `ALTER TABLE new_credential RENAME TO credential`,
  // The cause of such a wait stays 'network': it ends as every other does.
  `ALTER TABLE batch ADD COLUMN network_problem TEXT
    CHECK (network_problem IS NULL OR (wait_cause = 'network' AND network_problem IN (${networkProblems})))`,
] as const;

/** Every row is kept. */
export const network: Migration = {
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
