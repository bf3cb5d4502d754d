// Saves every receipt to a file that the user chooses.
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileDownload } from '@tabler/icons-react';
import type { Calls } from '../../../preload/contract';
import { useAction } from '../calls/use-action';
import { showProblem, showSaved } from '../ui/notices';
import { receiptFormats, savedReceipts } from '../words/receipts';

type Format = Calls['receipts.export']['request']['format'];

/** The program asks where; nothing is said when the user closes that dialog. */
export function SaveReceipts() {
  const { run, isRunning } = useAction('receipts.export');

  async function save(format: Format): Promise<void> {
    const reply = await run({ format });
    if (!reply.ok) showProblem('The receipts were not saved', reply.problem);
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
          Save receipts
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {receiptFormats.map(({ format, name, help }) => (
          <Menu.Item
            key={format}
            onClick={() => {
              void save(format);
            }}
          >
            <span className="receipt-format">{name}</span>
            <span className="dim">{help}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
