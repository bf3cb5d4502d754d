// What a person's decision about a batch leads to, said before it is taken.

export const decisionWords = {
  withdraw: {
    title: 'Withdraw this batch?',
    text: 'It will not be sent. Its documents are set aside; the files stay where they are.',
    confirm: 'Withdraw',
  },
  withdrawInDoubt: {
    title: 'Withdraw this batch?',
    text: 'It will not be sent again. If it did arrive, the server keeps it all the same, and Batchdrop will not know its batch id.',
    confirm: 'Withdraw',
  },
  sendAgain: {
    title: 'Send this batch again?',
    text: 'Look for it at the server first. If it did arrive, the server will have every document of it twice.',
    confirm: 'Send again',
  },
  arrived: {
    title: 'This batch arrived',
    text: 'You found it at the server. Enter the batch id shown there: it becomes the receipt, and the originals are treated as delivered.',
    confirm: 'Record as arrived',
  },
  setNumber: {
    title: 'Enter the set’s number',
    text: 'Look the set up at the server. The batches that wait for it are then delivered into that set.',
    confirm: 'Save number',
  },
} as const;
