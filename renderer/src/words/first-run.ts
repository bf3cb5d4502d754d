// The guide of the first run.

export const firstRunWords = {
  title: 'Welcome to Batchdrop',
  lead: 'Batchdrop watches folders and delivers the documents in them to KlearStack. Each document is delivered once, or it is shown here with the reason why not.',
  steps: [
    {
      title: 'Add a credential',
      text: 'The server’s address and the user that delivers the documents.',
      action: 'Add credential',
    },
    {
      title: 'Add a watched folder',
      text: 'Where the scanner or your colleagues put documents, and how they are to be sent.',
      action: 'Add watched folder',
    },
    {
      title: 'Drop documents into it',
      text: 'They are packed, sent and listed under Sets with their batch ids.',
      action: 'Open folder',
    },
  ],
  rehearsals: {
    title: 'Want to be sure first?',
    text: 'Batchdrop can rehearse with invented documents what it does when a connection breaks, a server fails or an answer gets lost.',
    action: 'Test my set-up',
  },
  sandbox: {
    title: 'Just looking?',
    text: 'The sandbox is a stand-in server on this computer. It sets up a credential and a folder for you; nothing leaves the machine.',
    action: 'Try it with the sandbox',
  },
} as const;
