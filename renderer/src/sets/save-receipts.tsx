// Saves every receipt to a file that the user chooses.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileDownload } from '@tabler/icons-react';
import { useAction } from '../calls/use-action';
import { t } from '../i18n/translate';
import { showProblem, showSaved } from '../ui/notices';
import { receiptFormats, receiptFormatWords, savedReceipts, type ReceiptFormat } from '../words/receipts';

/** The program asks where; nothing is said when the user closes that dialog. */
export function SaveReceipts() {
  const { run, isRunning } = useAction('receipts.export');

  async function save(format: ReceiptFormat): Promise<void> {
    const reply = await run({ format });
    if (!reply.ok) showProblem(t('sets.receipts.notSaved'), reply.problem);
    else if (reply.value.path !== null) showSaved(savedReceipts(reply.value.receipts), reply.value.path);
  }

  return (
    <Menu position="bottom-end" withinPortal={false} loop>
      <Menu.Target>
        <Button
          variant="default"
          loading={isRunning}
          leftSection={<IconFileDownload size={16} aria-hidden />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
        >
          {t('sets.receipts.save')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {receiptFormats.map((format) => (
          <Menu.Item
            key={format}
            onClick={() => {
              void save(format);
            }}
          >
            <span className="receipt-format">{receiptFormatWords(format).name}</span>
            <span className="dim">{receiptFormatWords(format).help}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
