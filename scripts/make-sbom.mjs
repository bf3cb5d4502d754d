// `npm run sbom`: writes dist/notices/sbom.cdx.json, the bill of materials of what an installer contains (CycloneDX).
import './lib/check-node.mjs';
import { writeNotice } from './lib/notices.mjs';
import { projectFolder } from './lib/project.mjs';
import { makeSbom, shippedPlaces } from './lib/sbom.mjs';

const sbom = makeSbom(projectFolder, await shippedPlaces(projectFolder));
const file = writeNotice('sbom.cdx.json', `${JSON.stringify(sbom, null, 2)}\n`);
console.log(`${file}: ${sbom.components.length} components.`);
