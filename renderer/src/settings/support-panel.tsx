// Versions, the data folder, and the bundle that support asks for.
import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useAction } from '../calls/use-action';
import { useCall } from '../calls/use-call';
import { t } from '../i18n/translate';
import { ManagedFacts } from '../policy/managed-facts';
import { showProblem, showSaved } from '../ui/notices';
import { Panel } from '../ui/panel';
import { PathText } from '../ui/path-text';

/** Apart from the form: nothing here is saved with it. */
export function SupportPanel() {
  const info = useCall('app.info', null);
  const collect = useAction('diagnostics.collect');

  async function save(): Promise<void> {
    const reply = await collect.run(null);
    if (!reply.ok) showProblem(t('settings.support.notSaved'), reply.problem);
    else if (reply.value.path !== null) showSaved(t('settings.support.saved'), reply.value.path);
  }

  return (
    <div className="form">
      <Panel title={t('settings.support.title')}>
        <div className="form-fields">
          {info.data !== undefined && (
            <dl className="facts">
              <div>
                <dt>
                  {t('settings.support.versions', { version: info.data.version, electron: info.data.electronVersion })}
                </dt>
              </div>
              <div>
                <dt>{t('settings.support.dataFolder')}</dt>
                <dd>
                  <PathText path={info.data.dataFolder} />
                </dd>
              </div>
              <ManagedFacts />
            </dl>
          )}
          <p className="settings-help">{t('settings.support.diagnosticsHelp')}</p>
          <div>
            <Button
              variant="default"
              leftSection={<IconLifebuoy size={16} aria-hidden />}
              loading={collect.isRunning}
              onClick={() => {
                void save();
              }}
            >
              {t('settings.support.diagnostics')}
            </Button>
          </div>
        </div>
      </Panel>
    </div>
  );
}
