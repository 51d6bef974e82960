// The findings. They stand in the page as chunks of two parts: "list", which is unpacked for every finding, and "details", unpacked for a chunk when one of its findings is opened.

const report = JSON.parse(document.getElementById("data").textContent);
const header = report.header;
const total = report.findings;
const controls = new Map(header.catalogue.controls.map(control => [control.id, control]));
const accounts = new Map(header.accounts.map(account => [account.id, account]));
const exemptions = new Map(header.exemptions.map(exemption => [exemption.id, exemption]));

const columnNames = ["control", "account", "environment", "region", "type", "verdict", "reason", "declared", "observed", "exemption", "tags"];

/** Every word once; columns hold numbers of words. A million findings are a few dozen megabytes. */
const words = [];
const wordNumbers = new Map();
const columns = Object.fromEntries(columnNames.map(name => [name, new Uint32Array(total)]));
const resources = new Array(total);
let loaded = 0;

function word(column, finding) {
  return words[columns[column][finding]];
}

function wordNumber(text) {
  let found = wordNumbers.get(text);
  if (found === undefined) {
    found = words.length;
    words.push(text);
    wordNumbers.set(text, found);
  }
  return found;
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

async function unpack(script) {
  const stream = new Blob([bytesOf(script.textContent)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** Unpacks every list, one after another, and tells after each; the browser may draw in between. */
async function loadLists(tell) {
  for (const script of document.querySelectorAll('script[data-part="list"]')) {
    const list = await unpack(script);
    const first = Number(script.dataset.first);
    const numbers = list.strings.map(wordNumber);
    for (const name of columnNames) {
      const into = columns[name];
      const from = list[name];
      for (let i = 0; i < from.length; i++) into[first + i] = numbers[from[i]];
    }
    for (let i = 0; i < list.resource.length; i++) resources[first + i] = list.resource[i];
    loaded = first + list.resource.length;
    script.remove();
    tell();
    await new Promise(resolve => setTimeout(resolve, 0));
  }
}

const detailChunks = [];

/** Evidence, tags and repairs of a finding. The chunks asked for last are kept. */
async function detailOf(finding) {
  const found = detailChunks.find(chunk => finding >= chunk.first && finding < chunk.first + chunk.count);
  if (found) return (await found.items)[finding - found.first];
  const script = [...document.querySelectorAll('script[data-part="details"]')].findLast(each => Number(each.dataset.first) <= finding);
  const chunk = { first: Number(script.dataset.first), count: Number(script.dataset.count), items: unpack(script) };
  detailChunks.unshift(chunk);
  detailChunks.length = Math.min(detailChunks.length, 3);
  return (await chunk.items)[finding - chunk.first];
}
