// What a server answered, as it came: folded away, and asked for only when it is opened.
import { useState } from 'react';
import type { AttemptEvidenceView } from '../../../preload/contract';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { Fold } from '../ui/fold';
import { RowSkeletons } from '../ui/row-skeletons';

interface AttemptEvidenceProps {
  readonly batchId: number;
  readonly attempt: number;
}

/** For whoever asks the server's people what happened. */
export function AttemptEvidence({ batchId, attempt }: AttemptEvidenceProps) {
  const [isOpened, setOpened] = useState(false);
  return (
    <Fold
      summary={t('batches.evidence.open')}
      onOpen={() => {
        setOpened(true);
      }}
    >
      {isOpened && <Evidence batchId={batchId} attempt={attempt} />}
    </Fold>
  );
}

function Evidence({ batchId, attempt }: AttemptEvidenceProps) {
  const query = useCall('batches.evidence', { batchId, attempt });
  return (
    <Faces query={query} what={t('batches.what.evidence')} loading={<RowSkeletons rows={1} height={80} />}>
      {({ headers, body }: AttemptEvidenceView) => (
        <div className="evidence" data-testid="evidence">
          <p className="evidence-title">{t('batches.evidence.headers')}</p>
          {headers.length === 0 ? (
            <p className="dim">{t('batches.evidence.noHeaders')}</p>
          ) : (
            <table className="evidence-headers">
              <thead className="visually-hidden">
                <tr>
                  <th scope="col">{t('batches.evidence.headerName')}</th>
                  <th scope="col">{t('batches.evidence.headerValue')}</th>
                </tr>
              </thead>
              <tbody translate="no">
                {headers.map(([name, value], index) => (
                  <tr key={index}>
                    <th scope="row">{name}</th>
                    <td>{value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <p className="evidence-title">{t('batches.evidence.body')}</p>
          <Body body={body} />
          <p className="dim">{t('batches.evidence.kept')}</p>
        </div>
      )}
    </Faces>
  );
}

function Body({ body }: Pick<AttemptEvidenceView, 'body'>) {
  if (body.kind === 'none') return <p className="dim">{t('batches.evidence.noBody')}</p>;
  return (
    <>
      {body.kind === 'binary' && <p>{t('batches.evidence.binary')}</p>}
      <pre
        className="evidence-body monospace"
        // It may be long: by keyboard it can be scrolled only when it takes the focus.
        tabIndex={0}
        role="group"
        aria-label={t('batches.evidence.body')}
        translate="no"
      >
        {body.kind === 'text' ? body.text : body.hex}
      </pre>
      {body.isCutOff && <p className="dim">{t('batches.evidence.cutOff')}</p>}
    </>
  );
}
