// Plays one history: carries its steps out one after the other, brings the world to rest and compares.
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { noFaults } from '../../main/sandbox/faults';
import { audit, originalsMovedTooEarly, type Audit } from './audit';
import type { FileStep, History, Step } from './history-steps';
import { answerAll, attention, decideDoubts } from './person';
import { settle, windUp } from './settle';
import type { Paper } from './papers';
import { createWorld, type World } from './world';

export interface PlayedHistory {
  readonly audit: Audit;
  readonly kills: number;
  readonly hastyDecisions: number;
  /** One line for each step, as it came out. */
  readonly log: readonly string[];
}

/** Plays it in a world of its own. A program that hangs or cannot be talked to is a violation, too. */
export async function playHistory(script: string, { setting, steps }: History): Promise<PlayedHistory> {
  const world = await createWorld(script, setting);
  const log = [JSON.stringify(setting)];
  const tooEarly: string[] = [];
  world.onDeath = async () => {
    tooEarly.push(...(await originalsMovedTooEarly(world)));
  };
  const { act } = createActor(world);
  try {
    for (const step of steps) {
      const deadBefore = world.kills;
      const result = await act(step);
      log.push(
        `${JSON.stringify(step)}${result === '' ? '' : ` -> ${result}`}${world.kills > deadBefore ? ' (killed)' : ''}`,
      );
    }
    await windUp(world);
    const found = await audit(world);
    const { kills, hastyDecisions } = world;
    return { audit: { ...found, violations: [...tooEarly, ...found.violations] }, kills, hastyDecisions, log };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { audit: failedAudit(world, [...tooEarly, detail]), kills: world.kills, hastyDecisions: 0, log };
  } finally {
    await world.close();
  }
}

function failedAudit(world: World, violations: readonly string[]): Audit {
  const none = { deliveredOnce: 0, deliveredAgainByDecision: 0, deliveredTwice: 0, lost: 0 };
  return { ...none, violations, documents: world.papers.contents.size, duplicates: 0, setAside: 0, inDoubt: 0 };
}

/** Carries steps out; answers with a word on what came of it. */
function createActor(world: World): { act(step: Step): Promise<string> } {
  const { papers, sandbox } = world;
  let names = 0;

  async function act(step: Step): Promise<string> {
    switch (step.do) {
      case 'settle':
        return settle(world, step.patienceMs);
      case 'meanwhile': {
        const settled = settle(world, 0);
        await after(step.afterMs);
        const [done] = await Promise.all([handle(step.step), settled]);
        return done;
      }
      case 'server misbehaves':
        sandbox.setFaults(step.script);
        return '';
      case 'server fails on one document': {
        const paper = pick([...papers.contents.values()], step.which);
        if (paper === undefined) return 'none there';
        const document = { sha256: paper.sha256 };
        sandbox.setFaults([{ fault: { kind: 'poison', document, status: step.status } }]);
        return '';
      }
      case 'server is well':
        sandbox.setFaults(noFaults);
        return '';
      case 'kill': {
        const settled = settle(world, 200);
        await after(step.afterMs);
        await world.kill();
        return settled;
      }
      case 'kill at':
        await world.stop();
        world.killOnce(step);
        return settle(world, 200);
      case 'restart':
        await world.stop();
        return (await world.ask({ do: 'tally' })) === 'died' ? 'died' : '';
      case 'clock jumps':
        world.clockOffsetMs += step.byMs;
        if (world.program !== null) await world.ask({ do: 'clock', offsetMs: world.clockOffsetMs });
        return '';
      case 'network returns':
        await world.ask({ do: 'network-returned' });
        return '';
      case 'pause sending':
        await world.ask({ do: 'pause-sending', forMs: step.forMs });
        return '';
      case 'resume sending':
        await world.ask({ do: 'resume-sending' });
        return '';
      case 'decide doubts':
        return `${await decideDoubts(world, step)} decided`;
      case 'answer all':
        return `${await answerAll(world)} answered`;
      case 'answer a document':
        return answerDocument(step.which, step.sendAnyway);
      default:
        return handle(step);
    }
  }

  async function handle(step: FileStep): Promise<string> {
    switch (step.do) {
      case 'add':
        for (let count = 0; count < step.count; count += 1) {
          await papers.put(freshPath(step.inSub), papers.make(step.sizeBytes), step.inPlace ? 'in-place' : 'renamed');
        }
        return '';
      case 'add the same again': {
        const paper = pick([...papers.contents.values()], step.which);
        if (paper === undefined) return 'none there';
        await papers.put(freshPath(false), paper, 'renamed');
        return '';
      }
      case 'rewrite':
        return withLying(step.which, (path) =>
          papers.put(path, papers.make(2_000), step.inPlace ? 'in-place' : 'renamed'),
        );
      case 'touch':
        return withLying(step.which, (path) => utimes(path, new Date(), new Date()));
      case 'rename':
        return withLying(step.which, (path) => papers.move(path, freshPath(false)));
      case 'delete':
        return withLying(step.which, (path) => papers.remove(path));
      case 'write half': {
        const whole = papers.make(6_000);
        halves.push(whole);
        await papers.put(freshPath(false), papers.half(whole), 'in-place');
        return '';
      }
      case 'write the other half': {
        const half = pick(
          [...papers.lying].filter(([, { isHalf }]) => isHalf),
          step.which,
        );
        if (half === undefined) return 'none there';
        const [path, { bytes }] = half;
        const whole = halves.find((paper) => paper.bytes.subarray(0, bytes.length).equals(bytes));
        if (whole !== undefined) await papers.put(path, whole, 'in-place');
        return '';
      }
    }
  }

  const halves: Paper[] = [];

  function freshPath(inSub: boolean): string {
    names += 1;
    const inbox = pick(world.inboxes, names) ?? '';
    return join(inbox, inSub ? `sub ${names % 2}` : '', `document ${names}.pdf`);
  }

  async function withLying(which: number, work: (path: string) => Promise<unknown>): Promise<string> {
    const path = pick([...papers.lying.keys()], which);
    if (path === undefined) return 'none there';
    // It may have been moved away by now.
    return work(path).then(
      (done) => (done === false ? 'gone' : path.slice(world.base.length + 1)),
      () => 'gone',
    );
  }

  async function answerDocument(which: number, sendAnyway: boolean): Promise<string> {
    const items = await attention(world);
    if (items === 'died') return items;
    const ids = items.flatMap((item) => (item.kind === 'document' || item.kind === 'duplicate' ? item.documentId : []));
    const documentId = pick(ids, which);
    // A dismissed one is not on screen any more, and its paper would look lost: only duplicates are dismissed.
    if (documentId === undefined) return 'none there';
    const isDuplicate = items.some((item) => item.kind === 'duplicate' && item.documentId === documentId);
    await world.ask({ do: sendAnyway || !isDuplicate ? 'send-anyway' : 'dismiss', documentId });
    return `document ${documentId}`;
  }

  return { act };
}

function pick<Value>(values: readonly Value[], which: number): Value | undefined {
  return values.length === 0 ? undefined : values[which % values.length];
}
