// What a person's decision leads to, said before it is taken: beside the buttons, and in the question that follows some.

/** A button's name and what pressing it does. */
export interface Choice {
  readonly name: string;
  readonly effect: string;
}

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
  sendDuplicate: {
    title: 'Send this document a second time?',
    text: 'The server will have the same content twice. An invoice that is there twice may be paid twice.',
    confirm: 'Send anyway',
  },
  sendMaybeDelivered: {
    title: 'Send this document?',
    text: 'Look for it at the server first. If it was delivered before, the server will have it twice.',
    confirm: 'Send it',
  },
} as const;

const withdraw: Choice = {
  name: 'Withdraw',
  effect: 'It is not sent. Its documents are set aside, and the files stay where they are.',
};

/** Beside things that can be decided in more than one way, or whose buttons do not speak for themselves. */
export const choices = {
  inDoubt: [
    { name: 'It arrived…', effect: 'You found it at the server. You enter its batch id, and it counts as delivered.' },
    { name: 'Send again', effect: 'You looked, and it is not there. If it is, the server gets every document twice.' },
    { name: 'Withdraw', effect: 'It is not sent again. Its documents are set aside, the files stay where they are.' },
  ],
  sealAgain: [
    { name: 'Seal again', effect: 'Packs its documents anew, as they are in the folder now, and sends them.' },
    withdraw,
  ],
  duplicate: [
    { name: 'Send anyway', effect: 'It is sent, and the server has the same content twice.' },
    { name: 'Leave it out', effect: 'It is not sent. The file stays where it is and counts as a duplicate.' },
  ],
  maybeDelivered: [
    { name: 'Send it', effect: 'You looked, and it is not at the server. If it is, the server has it twice.' },
    { name: 'Leave it out', effect: 'It is not sent. The file stays where it is and counts as set aside.' },
  ],
  alarm: [
    {
      name: 'Scan again',
      effect: 'Looks at every file of the folder once more. If the numbers add up then, this goes away.',
    },
  ],
} as const satisfies Record<string, readonly Choice[]>;
