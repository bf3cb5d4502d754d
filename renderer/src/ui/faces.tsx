// The faces of a view: loading, failed with a way to try again, empty, or full.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/translate';
import { problemOf } from '../calls/use-call';
import { problemSentence } from '../words/problems';
import { EmptyFace } from './empty-face';
import './ui.css';

interface Asked<Value> {
  readonly data: Value | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

interface FacesProps<Value> {
  readonly query: Asked<Value>;
  /** What is being shown, for "… could not be loaded". */
  readonly what: string;
  readonly loading: ReactNode;
  readonly isEmpty?: (value: Value) => boolean;
  readonly empty?: ReactNode;
  readonly children: (value: Value) => ReactNode;
}

/** Chooses the face. An answer that is there stays on screen, also while or after asking again. */
export function Faces<Value>({ query, what, loading, isEmpty, empty, children }: FacesProps<Value>) {
  const { data, error } = query;
  if (data === undefined && error !== null) return <FailedFace query={query} error={error} what={what} />;
  if (data === undefined) return <LoadingFace>{loading}</LoadingFace>;
  return (
    <>
      {error !== null && <FailedFace query={query} error={error} what={t('common.maybeOld', { what })} />}
      {isEmpty?.(data) === true ? empty : children(data)}
    </>
  );
}

/** Skeletons, with one sentence for those who cannot see them. */
function LoadingFace({ children }: { readonly children: ReactNode }) {
  return (
    <div aria-busy="true" data-testid="loading">
      <span className="visually-hidden">{t('common.loading')}</span>
      {children}
    </div>
  );
}

interface FailedFaceProps {
  readonly query: Pick<Asked<unknown>, 'isFetching' | 'refetch'>;
  readonly error: Error;
  readonly what: string;
}

/** What could not be loaded, why, and a button to try again. */
function FailedFace({ query, error, what }: FailedFaceProps) {
  return (
    <div role="alert">
      <EmptyFace
        icon={IconAlertTriangle}
        tone="bad"
        title={t('common.notLoaded', { what })}
        text={problemSentence(problemOf(error))}
        action={
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={query.isFetching}
            onClick={() => {
              query.refetch();
            }}
          >
            {t('common.retry')}
          </Button>
        }
      />
    </div>
  );
}
