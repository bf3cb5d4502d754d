// `npm run licences`: writes dist/notices/licences.txt, the licences of what an installer contains, with their texts.
import './lib/check-node.mjs';
import { isAllowed, licenceList, licenceOf } from './lib/licences.mjs';
import { writeNotice } from './lib/notices.mjs';
import { projectFolder } from './lib/project.mjs';
import { shippedPlaces } from './lib/sbom.mjs';

const packages = (await shippedPlaces(projectFolder)).map((place) => licenceOf(projectFolder, place));
const refused = packages.filter(({ licence }) => !isAllowed(licence));
for (const { name, licence } of refused) console.error(`${name} may not be shipped: its licence is ${licence}.`);
if (refused.length > 0) process.exit(1);
const file = writeNotice('licences.txt', licenceList(packages));
console.log(`${file}: ${packages.length} packages.`);
