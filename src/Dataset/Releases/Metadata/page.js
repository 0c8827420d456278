
"use strict";
(() => {
  // Tables: a click on a header sorts, a field above filters.
  const order = new Intl.Collator("en", { numeric: true });
  for (const table of document.querySelectorAll("table.rows")) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    if (rows.length < 2) continue;
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      if (!head.textContent) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const number = head.classList.contains("n");
        const value = row => row.cells[at].textContent.trim();
        rows.sort((a, b) => {
          const x = value(a), y = value(b);
          // Empty cells come last, whatever the direction.
          if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1);
          const sign = number ? Number(x) - Number(y) : order.compare(x, y);
          return down ? -sign : sign;
        });
        body.append(...rows);
      });
    });
    const label = document.createElement("label");
    label.className = "filter";
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    const field = document.createElement("input");
    field.type = "search";
    label.append("Filter ", field, " ", count);
    table.parentElement.before(label);
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = words.length ? `${shown} of ${rows.length} rows` : "";
    });
  }

  // Places in texts: the whole of a passage is shown, and a row that a filter hides comes back.
  const show = () => {
    for (const piece of document.querySelectorAll(".hit")) piece.classList.remove("hit");
    const id = decodeURIComponent(location.hash.slice(1));
    if (id.endsWith("-at"))
      for (const piece of document.querySelectorAll(".m"))
        if (piece.dataset.over.split(" ").includes(id.slice(0, -3))) piece.classList.add("hit");
    const target = document.getElementById(id);
    if (target && target.hidden) {
      target.hidden = false;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", show);
  show();

  // SHA-256 (FIPS 180-4), over pieces of a file: the browser's own needs all of it at once, and is missing on plain http.
  const constants = Uint32Array.from(primes(64), p => fraction(Math.cbrt(p)));
  const start = Uint32Array.from(primes(8), p => fraction(Math.sqrt(p)));
  function primes(count) {
    const found = [];
    for (let n = 2; found.length < count; n++) if (found.every(p => n % p)) found.push(n);
    return found;
  }
  function fraction(x) { return Math.floor((x - Math.floor(x)) * 4294967296); }
  function compress(state, bytes, from, words) {
    for (let i = 0; i < 16; i++, from += 4)
      words[i] = bytes[from] << 24 | bytes[from + 1] << 16 | bytes[from + 2] << 8 | bytes[from + 3];
    for (let i = 16; i < 64; i++) {
      const x = words[i - 15], y = words[i - 2];
      const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      words[i] = words[i - 16] + s0 + words[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const t1 = h + s1 + (e & f ^ ~e & g) + constants[i] + words[i] | 0;
      const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
      const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
      h = g; g = f; f = e; e = d + t1 | 0; d = c; c = b; b = a; a = t1 + t2 | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }
  async function sha256(file) {
    const state = start.slice(), words = new Int32Array(64), size = 1 << 22;
    let rest = new Uint8Array(0);
    for (let at = 0; at < file.size; at += size) {
      // Pieces are whole blocks, but for the last.
      const piece = new Uint8Array(await file.slice(at, at + size).arrayBuffer());
      const whole = piece.length - piece.length % 64;
      for (let i = 0; i < whole; i += 64) compress(state, piece, i, words);
      rest = piece.subarray(whole);
    }
    const last = new Uint8Array(rest.length < 56 ? 64 : 128);
    last.set(rest);
    last[rest.length] = 128;
    new DataView(last.buffer).setBigUint64(last.length - 8, BigInt(file.size) * 8n);
    for (let i = 0; i < last.length; i += 64) compress(state, last, i, words);
    return [...state].map(word => word.toString(16).padStart(8, "0")).join("");
  }

  // The verifier.
  const listed = new Map(Object.entries(JSON.parse(document.getElementById("page-digests").textContent)));
  const verdict = document.getElementById("page-verdict"), results = document.getElementById("page-results");
  const pathOf = (file, paths) => {
    const full = file.webkitRelativePath || file.path || file.name;
    if (paths.has(full)) return full;
    const same = [...paths.keys()].filter(p => full.endsWith("/" + p) || p.split("/").pop() === file.name);
    return same.sort((a, b) => full.endsWith(b) - full.endsWith(a) || a.length - b.length)[0];
  };
  async function verify(files) {
    results.replaceChildren();
    const digests = new Map(listed);
    const sums = files.find(file => file.name === "SHA256SUMS");
    let differing = 0, same = 0, unknown = 0;
    const say = (name, what, digest, isBad) => {
      const row = results.insertRow();
      for (const text of [name, what, digest]) row.insertCell().textContent = text;
      if (isBad) row.cells[1].className = "bad";
    };
    for (const line of sums ? (await sums.text()).split("\n") : []) {
      const match = /^([0-9a-f]{64})  (.+)$/.exec(line);
      if (!match) continue;
      const [, digest, path] = match;
      if (!listed.has(path)) digests.set(path, digest);
      else if (listed.get(path) !== digest) {
        differing++;
        say("SHA256SUMS", `has another digest of ${path} than this page`, digest, true);
      }
    }
    for (const [at, file] of files.entries()) {
      if (file === sums) continue;
      verdict.textContent = `Reading ${file.name}, ${at + 1} of ${files.length} …`;
      let digest;
      try {
        digest = await sha256(file);
      } catch (error) {
        differing++;
        say(file.name, `cannot be read: ${error.message}`, "", true);
        continue;
      }
      const path = pathOf(file, digests);
      if (!path) unknown++;
      else if (digests.get(path) === digest) same++;
      else differing++;
      say(path || file.name, !path ? "is not listed" : digests.get(path) === digest ? "is the same" : "differs", digest,
        path && digests.get(path) !== digest);
    }
    verdict.className = differing ? "bad" : "";
    verdict.textContent = `${same} the same, ${differing} different, ${unknown} not listed; ${listed.size} files are in the release's list.`;
  }
  // A folder that is dropped comes as an entry, whose files are asked for.
  async function filesOf(entry, path = "") {
    if (entry.isFile) {
      const file = await new Promise((take, refuse) => entry.file(take, refuse));
      file.path = path + entry.name;
      return [file];
    }
    const reader = entry.createReader(), found = [];
    for (let some; (some = await new Promise((take, refuse) => reader.readEntries(take, refuse))).length > 0;)
      for (const inner of some) found.push(...await filesOf(inner, `${path}${entry.name}/`));
    return found;
  }
  document.getElementById("page-files").addEventListener("change", event => verify([...event.target.files]));
  const drop = document.getElementById("page-drop");
  drop.addEventListener("dragover", event => event.preventDefault());
  drop.addEventListener("drop", async event => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const files = [];
    for (const entry of entries) files.push(...await filesOf(entry));
    await verify(entries.length ? files : [...event.dataTransfer.files]);
  });
})();
