// Uses the page of a release as a person would, in Chromium, and prints one line for each thing that is not as it should be.
// node page.mjs RELEASE: a release folder with the tables articles, claims and entities. node page.mjs RELEASE hostile: see the end.
import fs from 'node:fs';
import path from 'node:path';
import os from 'node:os';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const release = path.resolve(process.argv[2]);
const address = pathToFileURL(path.join(release, 'index.html')).href;
const findings = [];
const expect = (is, what) => { if (!is) findings.push(what); };
const equal = (found, expected, what) =>
  expect(JSON.stringify(found) === JSON.stringify(expected), `${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
const rowsOf = table => fs.readFileSync(path.join(release, 'data', `${table}.jsonl`), 'utf8').split('\n').slice(0, -1).map(line => JSON.parse(line));

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function open(options = {}, at = address) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('request', request => expect(request.url().split('#')[0] === address, `a request to ${request.url()}`));
  page.on('console', message => expect(message.type() !== 'error', `on the console: ${message.text()}`));
  page.on('pageerror', error => findings.push(`an error of the script: ${error.message}`));
  page.on('dialog', dialog => { findings.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(at);
  return page;
}

async function tables() {
  const page = await open();
  const claims = rowsOf('claims');
  const body = page.locator('section:has(> #claims) table.rows tbody tr');
  equal(await body.count(), claims.length, 'rows of claims');
  const values = async () => (await page.locator('section:has(> #claims) table.rows').evaluate(table => {
    const at = [...table.tHead.rows[0].cells].findIndex(cell => cell.textContent === 'value');
    return [...table.tBodies[0].rows].map(row => row.cells[at].textContent);
  }));
  const sorted = claims.map(c => c.value).filter(v => v !== null).sort((a, b) => a - b).map(String);
  const empty = claims.filter(c => c.value === null).map(() => '');
  const button = page.locator('section:has(> #claims) th button', { hasText: /^value$/ });
  await button.click();
  equal(await values(), [...sorted, ...empty], 'claims by value');
  await button.press('Enter');
  equal(await values(), [...sorted.reverse(), ...empty], 'claims by value, descending');
  await page.locator('section:has(> #claims) input').fill('FENTANYL');
  const with_ = claims.filter(c => Object.values(c).some(v => String(v).toLowerCase().includes('fentanyl'))).length;
  expect(with_ > 0 && await body.filter({ visible: true }).count() > 0, 'no claim of fentanyl is shown');
  expect((await page.locator('section:has(> #claims) .filter').textContent()).endsWith(` of ${claims.length} rows`), 'the filter tells no count');
  await page.context().close();
}

async function marks() {
  for (const [at, claim] of rowsOf('claims').entries()) {
    if (at % 7 !== 0) continue;
    const page = await open();
    await page.locator(`#claims-${at + 1} td:first-child a`).click();
    await page.locator('.m.hit').first().waitFor({ timeout: 5000 }).catch(() => { });
    const passage = (await page.locator('.m.hit').allTextContents()).join('');
    equal(passage, claim.claim_quote, `the passage of claim ${at + 1}`);
    // And back, by the number after the passage.
    await page.locator(`sup a[href="#claims-${at + 1}"]`).first().click();
    equal(new URL(page.url()).hash, `#claims-${at + 1}`, 'back to the row');
    await page.context().close();
  }
  const page = await open();
  const mention = rowsOf('mentions')[0];
  await page.locator('a.m[href="#mentions-1"]').first().click();
  await page.locator('#mentions-1 a', { hasText: mention.entity_id }).click();
  const entity = rowsOf('entities').findIndex(e => e.entity_id === mention.entity_id);
  equal(new URL(page.url()).hash, `#entities-${entity + 1}`, 'from a mention to its entity');
  await page.locator(`#entities-${entity + 1} .links a`).first().click();
  await page.locator('.m.hit').first().waitFor({ timeout: 5000 }).catch(() => findings.push('from an entity to a text'));
  await page.context().close();
}

async function verifier() {
  const files = fs.readdirSync(release, { recursive: true, withFileTypes: true }).filter(f => f.isFile()).map(f => path.join(f.parentPath ?? f.path, f.name));
  const page = await open();
  await page.locator('#page-files').setInputFiles(files);
  // Only those of which neither the page nor SHA256SUMS can have the digest.
  const unlisted = files.filter(f => ['provenance.json', 'provenance.sigstore.json'].includes(path.basename(f))).length;
  const verdict = page.locator('#page-verdict', { hasText: 'the same' });
  expect((await verdict.textContent()).startsWith(`${files.length - 1 - unlisted} the same, 0 different, ${unlisted} not listed`),
    `the verdict on the release: ${await verdict.textContent()}`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'page-'));
  const changed = path.join(folder, 'claims.csv');
  const bytes = fs.readFileSync(path.join(release, 'data/claims.csv'));
  bytes[bytes.length - 2] ^= 1;
  fs.writeFileSync(changed, bytes);
  await page.locator('#page-files').setInputFiles([changed]);
  await page.locator('#page-verdict', { hasText: '0 the same, 1 different, 0 not listed' }).waitFor();
  // Lengths at which the padding of SHA-256 changes, and one of several pieces.
  for (const length of [0, 1, 55, 56, 63, 64, 65, (1 << 22) + 5]) {
    const content = Buffer.alloc(length, 'abc');
    await page.locator('#page-files').setInputFiles([{ name: 'other', mimeType: 'text/plain', buffer: content }]);
    const expected = (await import('node:crypto')).createHash('sha256').update(content).digest('hex');
    await page.locator('#page-results td', { hasText: expected }).waitFor({ timeout: 5000 }).catch(() => findings.push(`the SHA-256 of ${length} bytes`));
  }
  fs.rmSync(folder, { recursive: true });
  await page.context().close();
}

async function otherReaders() {
  const still = await open({ javaScriptEnabled: false });
  const article = rowsOf('articles')[0];
  for (const words of [article.title, article.text.slice(0, 10), rowsOf('claims')[0].statement])
    expect((await still.locator('body').innerText()).includes(words), `without scripts there is no "${words}"`);
  await still.context().close();
  const narrow = await open({ viewport: { width: 320, height: 640 } });
  equal(await narrow.evaluate(() => document.documentElement.scrollWidth), 320, 'the width of the page at 320 pixels');
  await narrow.context().close();
  const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const colorScheme of ['light', 'dark']) {
    const page = await open({ colorScheme });
    await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const found of violations) findings.push(`axe, ${colorScheme}: ${found.id}: ${found.help}: ${found.nodes[0].html.slice(0, 200)}`);
    await page.context().close();
  }
  const checker = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'no-inline-style': 'error', 'long-title': 'off', 'attr-quotes': 'off' } });
  const report = await checker.validateFile(path.join(release, 'index.html'));
  for (const message of report.results.flatMap(r => r.messages).slice(0, 10)) findings.push(`html-validate: ${message.line}: ${message.ruleId}: ${message.message}`);
}

// Texts that would be markup or script where they are not escaped: the page shows them as they are, and has no more scripts than any.
async function hostile() {
  const page = await open();
  equal(await page.locator('script').count(), 3, 'scripts of a page of hostile texts');
  equal(await page.locator('img, iframe, object, [onerror], [onload], [onclick]').count(), 0, 'elements from texts');
  for (const words of ['<script>alert(1)</script>', '</style><img src=x onerror=alert(2)>', '"\'&amp;'])
    expect((await page.locator('body').innerText()).includes(words), `the page has no text ${words}`);
  await page.context().close();
}

try {
  for (const part of process.argv[3] === 'hostile' ? [hostile] : [tables, marks, verifier, otherReaders])
    await part().catch(error => findings.push(`${part.name}: ${error.message}`));
} finally {
  await browser.close();
}
for (const finding of new Set(findings)) console.log(finding);
