// Takes what is dropped anywhere on the window, or chosen in a dialog, and asks how it is to be sent.
import { IconFileUpload } from '@tabler/icons-react';
import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import type { HandedOver } from '../../../preload/contract';
import { bridge } from '../bridge';
import { t } from '../i18n/translate';
import { showProblem } from '../ui/notices';
import { DropDialog } from './drop-dialog';
import type { DropInto } from './drop-values';
import './drops.css';

/** Opens the dialog for what was handed over; `into` is the set that is chosen there to begin with. */
type Offer = (handed: HandedOver, into?: DropInto) => void;

const DropContext = createContext<Offer>(() => undefined);

/** How parts of the window hand documents over. */
export function useOffer(): Offer {
  return useContext(DropContext);
}

/** The window as a place to drop things on. */
export function DropProvider({ children }: { readonly children: ReactNode }) {
  const [offered, setOffered] = useState<{ handed: HandedOver; into: DropInto | null } | null>(null);
  const offer = useCallback<Offer>((handed, into) => {
    setOffered({ handed, into: into ?? null });
  }, []);
  const isOver = useDroppedFiles(offer);
  return (
    <DropContext value={offer}>
      {children}
      {isOver && (
        <div className="drop-overlay" aria-hidden="true">
          <IconFileUpload size={48} stroke={1.4} />
          <p className="drop-overlay-title">{t('drops.overlay')}</p>
          <p>{t('drops.overlayHelp')}</p>
        </div>
      )}
      {offered !== null && (
        <DropDialog
          key={offered.handed.token}
          {...offered}
          close={() => {
            setOffered(null);
          }}
        />
      )}
    </DropContext>
  );
}

/** Whether files are being dragged over the window; what is dropped goes to `take`. */
function useDroppedFiles(take: (handed: HandedOver) => void): boolean {
  const [isOver, setOver] = useState(false);
  // Every element that is passed on the way enters and leaves.
  const depth = useRef(0);
  const handOver = useCallback(
    async (files: readonly File[]) => {
      const reply = await bridge.handOver(files);
      if (!reply.ok) showProblem(t('drops.notTaken'), reply.problem);
      else if (reply.value === null) {
        showProblem(t('drops.notTaken'), { code: 'failed', detail: t('drops.nothingFromDisk') });
      } else take(reply.value);
    },
    [take],
  );
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current += 1;
      setOver(true);
    };
    const over = (event: DragEvent): void => {
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      void handOver([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name as 'drop', listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name as 'drop', listener);
    };
  }, [handOver]);
  return isOver;
}
