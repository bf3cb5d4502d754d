// Draws the sandbox's sample documents into main/sandbox/sample-documents.json. Run by hand; needs pdftoppm.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts, rgb } from 'pdf-lib';
import { projectFolder } from './lib/project.mjs';

const made = new Date('2026-01-01T00:00:00Z');
const ink = rgb(0.13, 0.16, 0.18);

/** @typedef {{ seller: string, number: string, date: string, lines: [string, number, number][], pages?: number }} Invoice */

/** @type {Record<string, Invoice>} */
const invoices = {
  'Alder & Finch 2026-0417.pdf': {
    seller: 'Alder & Finch Stationers',
    number: '2026-0417',
    date: '3 November 2026',
    lines: [
      ['Copy paper A4, box', 12, 21.5],
      ['Toner, black', 2, 84.9],
      ['Lever arch files', 40, 2.15],
    ],
  },
  'Brightwater energy October.pdf': {
    seller: 'Brightwater Energy Cooperative',
    number: 'E-88120',
    date: '5 November 2026',
    lines: [
      ['Electricity, kWh', 4312, 0.28],
      ['Standing charge', 1, 39],
    ],
  },
  'Freight/Karlsen Freight 5521.pdf': {
    seller: 'Karlsen Freight',
    number: '5521',
    date: '9 November 2026',
    lines: [
      ['Pallet, Bergen to Hamburg', 3, 146],
      ['Fuel surcharge', 1, 31.2],
    ],
  },
  'Freight/Karlsen Freight 5530.pdf': {
    seller: 'Karlsen Freight',
    number: '5530',
    date: '12 November 2026',
    lines: [['Pallet, Bergen to Rotterdam', 2, 158.5]],
  },
  'Moss Cleaning, two pages.pdf': {
    seller: 'Moss Office Cleaning',
    number: 'MC-311',
    date: '14 November 2026',
    lines: [
      ['Cleaning, hours', 64, 27.5],
      ['Window cleaning', 1, 210],
    ],
    pages: 2,
  },
};

const receipts = {
  'Receipts/Taxi 12 November.jpg': [
    'HARBOUR TAXI',
    '12.11.2026 08:42',
    'Airport - Quay 4',
    'FARE        38.40',
    'TIP          3.60',
    'TOTAL       42.00',
  ],
  'Receipts/Lunch.png': [
    'CAFE LINDEN',
    '13.11.2026 12:55',
    '2 Soup of the day 15.80',
    '2 Lemonade         7.00',
    'TOTAL             22.80',
    'Card ending 4471',
  ],
};

/** @param {Invoice} invoice */
async function drawInvoice({ seller, number, date, lines, pages = 1 }) {
  const { pdf, regular, bold } = await aDocument(seller, number);
  for (let index = 0; index < pages; index += 1) {
    const page = pdf.addPage([595, 842]);
    const write = (
      /** @type {string} */ text,
      /** @type {number} */ x,
      /** @type {number} */ y,
      size = 11,
      font = regular,
    ) => page.drawText(text, { x, y, size, font, color: ink });
    write(seller, 56, 770, 18, bold);
    write(`Invoice ${number}`, 56, 730, 13, bold);
    write(`Date: ${date}`, 56, 710);
    write(`Page ${index + 1} of ${pages}`, 480, 710);
    write('To: Sandbox Ltd, Accounts Payable', 56, 692);
    page.drawLine({ start: { x: 56, y: 670 }, end: { x: 539, y: 670 }, thickness: 1, color: ink });
    if (index > 0) {
      write('Hours worked are listed in the appendix that was sent with the order.', 56, 640);
      continue;
    }
    let y = 640;
    let total = 0;
    for (const [what, count, price] of lines) {
      total += count * price;
      write(what, 56, y);
      write(`${count} x ${price.toFixed(2)}`, 330, y);
      write((count * price).toFixed(2), 480, y);
      y -= 22;
    }
    page.drawLine({ start: { x: 330, y: y + 8 }, end: { x: 539, y: y + 8 }, thickness: 0.5, color: ink });
    write('Total EUR', 330, y - 12, 12, bold);
    write(total.toFixed(2), 480, y - 12, 12, bold);
    write('Payable within 30 days. This is a sample document of an invented company.', 56, 90, 9);
  }
  return pdf.save({ useObjectStreams: false });
}

/** @param {readonly string[]} lines */
async function drawReceipt([title = '', ...lines]) {
  const { pdf } = await aDocument(title, '');
  const mono = await pdf.embedFont(StandardFonts.CourierBold);
  const page = pdf.addPage([226, 300]);
  page.drawText(title, { x: 20, y: 260, size: 16, font: mono, color: ink });
  lines.forEach((line, index) =>
    page.drawText(line, { x: 20, y: 225 - index * 24, size: 10.5, font: mono, color: ink }),
  );
  page.drawText('SAMPLE', { x: 20, y: 40, size: 9, font: mono, color: ink });
  return pdf.save();
}

/**
 * @param {string} title
 * @param {string} subject
 */
async function aDocument(title, subject) {
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  pdf.setSubject(subject);
  pdf.setCreationDate(made);
  pdf.setModificationDate(made);
  return {
    pdf,
    regular: await pdf.embedFont(StandardFonts.Helvetica),
    bold: await pdf.embedFont(StandardFonts.HelveticaBold),
  };
}

/** @type {Record<string, string>} */
const files = {};
for (const [name, invoice] of Object.entries(invoices))
  files[name] = Buffer.from(await drawInvoice(invoice)).toString('base64');
const work = mkdtempSync(join(tmpdir(), 'batchdrop-samples-'));
for (const [name, lines] of Object.entries(receipts)) {
  const format = name.endsWith('.jpg') ? 'jpeg' : 'png';
  writeFileSync(join(work, 'receipt.pdf'), await drawReceipt(lines));
  execFileSync('pdftoppm', [
    `-${format}`,
    '-gray',
    '-r',
    '150',
    '-singlefile',
    join(work, 'receipt.pdf'),
    join(work, 'receipt'),
  ]);
  files[name] = readFileSync(join(work, `receipt.${format === 'jpeg' ? 'jpg' : 'png'}`)).toString('base64');
}
rmSync(work, { recursive: true });
writeFileSync(join(projectFolder, 'main/sandbox/sample-documents.json'), `${JSON.stringify(files, null, 2)}\n`);
