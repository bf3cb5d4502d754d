// Every question that the window asks of the ledger, with the largest page that a call may ask for.
import { startOfPeriod, startsOfChart } from '../../../main/ipc/periods';
import type { LedgerViews } from '../../../main/ledger/views/views';
import { hashOf, pathOf, serverIdOf, type SeedOptions } from '../../e2e/testing/seed-ledger';

export type ScreenQuestions = Readonly<Record<string, (views: LedgerViews) => Promise<unknown>>>;

/** About a ledger that was filled with these options. */
export function screenQuestions(size: Pick<SeedOptions, 'sets' | 'batches' | 'documents' | 'now'>): ScreenQuestions {
  const { now } = size;
  const [batch, document, set] = [size.batches - 500, size.documents / 2 - 6, size.sets / 2];
  const { signal } = new AbortController();
  // The calls take no larger one.
  const page = { offset: 0, limit: 500 };
  const activity = { before: null, limit: 500 };
  const folderId = 'folder-1';
  return {
    'overview: counts of all': (views) => views.folders(),
    'overview: counts today': (views) => views.periodCounts(startOfPeriod('today', now) ?? 0),
    'overview: counts 7 days': (views) => views.periodCounts(startOfPeriod('7-days', now) ?? 0),
    'overview: counts 30 days': (views) => views.periodCounts(startOfPeriod('30-days', now) ?? 0),
    'overview: chart of 30 days': (views) => views.dailyFigures(startsOfChart('30-days', now)),
    'overview: chart of 90 days': (views) => views.dailyFigures(startsOfChart('all', now)),
    'overview: deliveries': (views) => views.deliveries(startOfPeriod('today', now) ?? 0),
    'overview: folder states': (views) => views.folderStates(),
    'overview: running': (views) => views.queue({ offset: 0, limit: 20, group: 'running' }),
    'overview: attention': (views) => views.attentionPage({ offset: 0, limit: 20 }),
    'attention: first page': (views) => views.attentionPage(page),
    'attention: deep page': (views) => views.attentionPage({ offset: size.documents / 400, limit: 500 }),
    'attention: of one folder': (views) => views.attentionPage({ ...page, folderId }),
    'attention: documents': (views) => views.attentionPage({ ...page, kinds: ['document'] }),
    'attention: duplicates of one folder': (views) => views.attentionPage({ ...page, folderId, kinds: ['duplicate'] }),
    'attention: held': (views) => views.attentionPage({ ...page, kinds: ['batch-held'] }),
    'attention: counts': (views) => views.attentionCounts(null),
    'attention: counts of one folder': (views) => views.attentionCounts(folderId),
    'queue: all': (views) => views.queue(page),
    'queue: waiting': (views) => views.queue({ ...page, group: 'waiting' }),
    'queue: one batch': (views) => views.queueItem(batch),
    'sets: first page': (views) => views.sets({ ...page, search: '' }),
    'sets: deep page': (views) => views.sets({ offset: size.sets * 0.75, limit: 500, search: '' }),
    'sets: search': (views) => views.sets({ ...page, search: 'gang 01' }),
    'sets: search for an id': (views) => views.sets({ ...page, search: serverIdOf(777) }),
    'sets: search for nothing': (views) => views.sets({ ...page, search: 'no such set' }),
    'sets: state': (views) => views.sets({ ...page, search: '', states: ['needs-attention'] }),
    'sets: of one state, all': (views) => views.sets({ ...page, search: '', states: ['open'] }),
    'set: details': (views) => views.setDetails(set),
    'set: details of what is outside any': (views) => views.setDetails(null),
    'set: batches': (views) => views.batchesOfSet({ ...page, setId: set }),
    'set: batches outside any': (views) => views.batchesOfSet({ ...page, setId: null }),
    'set: ids': (views) => views.batchIdsOfSet({ ...page, setId: null }),
    'set: export begins': (views) => views.exportSet(set),
    'batch: details': (views) => views.batchDetails(batch),
    'batch: attempts': (views) => views.attemptsOfBatch({ ...page, batchId: batch }),
    'batch: evidence': (views) => views.attemptEvidence({ batchId: batch, attempt: 1 }),
    'batch: documents': (views) => views.documentsOfBatch({ ...page, batchId: batch }),
    'document: where its content is': (views) => views.documentSource(document),
    'credential: state': (views) => views.credentialStatus('credential-1'),
    pauses: (views) => views.pauses(),
    'drops: set by its number': (views) => views.setByNumber('credential-1', '10777'),
    'activity: first page': (views) => views.activity(activity),
    'activity: deep page': (views) => views.activity({ ...activity, before: 1_000 }),
    'activity: three kinds': (views) =>
      views.activity({ ...activity, kinds: ['document-set-aside', 'alarm', 'batch-held'] }),
    'activity: folder and kind that is not there': (views) =>
      views.activity({ ...activity, folderId, kinds: ['alarm'] }),
    'activity: credential': (views) => views.activity({ ...activity, credentialId: 'credential-2' }),
    'activity: text that is not there': (views) => views.activity({ ...activity, text: 'no such name' }),
    'search: common name': (views) => views.search('rechnung', { signal }),
    'search: one name': (views) => views.search('invoice 1201', { signal }),
    'search: capitals and umlaut': (views) => views.search('MÜLLER 1', { signal }),
    'search: nothing': (views) => views.search('no such name', { signal }),
    'search: server id': (views) => views.search(serverIdOf(777), { signal }),
    'search: number': (views) => views.search('777', { signal }),
    'search: set': (views) => views.search('Eingang 0077', { signal }),
    'search: hash': (views) => views.search(hashOf(pathOf(document)).slice(0, 12), { signal }),
  };
}
