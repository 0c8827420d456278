// Writes normalization-tables.txt from the Unicode data of the JavaScript engine that runs it:
//   node normalization-tables.mjs > normalization-tables.txt
// Everything is asked of String.prototype.normalize; it cannot be asked for combining classes, so a mark's class is found by
// which marks of known class it changes places with.

// For each canonical combining class one character that has it; the classes are fixed by Unicode's stability policy.
const representatives = (
  '1:0334 6:16FF0 7:093C 8:3099 9:094D 10:05B0 11:05B1 12:05B2 13:05B3 14:05B4 15:05B5 16:05B6 17:05B7 18:05B8 19:05B9 ' +
  '20:05BB 21:05BC 22:05BD 23:05BF 24:05C1 25:05C2 26:FB1E 27:064B 28:064C 29:064D 30:0618 31:0619 32:061A 33:0651 34:0652 ' +
  '35:0670 36:0711 84:0C55 91:0C56 103:0E38 107:0E48 118:0EB8 122:0EC8 129:0F71 130:0F72 132:0F74 202:0321 214:1DCE ' +
  '216:031B 218:1DFA 220:0316 222:059A 224:302E 226:1D16D 228:05AE 230:0300 232:0315 233:035C 234:035D 240:0345'
).trim().split(/ +/).map(pair => pair.split(':')).map(([combiningClass, hex]) => [Number(combiningClass), String.fromCodePoint(parseInt(hex, 16))]);

const hex = codePoint => codePoint.toString(16).toUpperCase().padStart(4, '0');
const codePoints = text => [...text].map(c => c.codePointAt(0));

function combiningClass(character) {
  const swaps = (a, b) => (a + b).normalize('NFD') !== a + b;
  for (const [number, mark] of representatives) {
    if (mark === character) return number;
    if (swaps(character, mark)) continue; // of a higher class
    if (swaps(mark, character)) throw new Error(`U+${hex(character.codePointAt(0))} is of a class that is not listed.`);
    // No change of places: of this class, or a starter, which no mark changes places with.
    const other = representatives[number === 1 ? 1 : 0][1];
    return swaps(other, character) || swaps(character, other) ? number : 0;
  }
  throw new Error(`U+${hex(character.codePointAt(0))} is of a class that is not listed.`);
}

const classes = new Map(), pairs = [], expansions = [];
for (let codePoint = 0x80; codePoint < 0x110000; codePoint++) {
  const isSurrogate = codePoint >= 0xD800 && codePoint < 0xE000, isHangul = codePoint >= 0xAC00 && codePoint <= 0xD7A3;
  if (isSurrogate || isHangul) continue;
  const character = String.fromCodePoint(codePoint), decomposed = character.normalize('NFD');
  if (decomposed === character) {
    const number = combiningClass(character);
    if (number) classes.set(number, [...(classes.get(number) ?? []), codePoint]);
  } else if (character.normalize('NFC') === character) {
    const parts = [...decomposed], last = parts.pop();
    pairs.push([codePoint, ...codePoints(parts.join('').normalize('NFC')), ...codePoints(last)]);
  } else {
    expansions.push([codePoint, ...codePoints(decomposed)]);
  }
}

function ranges(list) {
  const result = [];
  for (const codePoint of list) {
    if (result.length && result.at(-1)[1] === codePoint - 1) result.at(-1)[1] = codePoint;
    else result.push([codePoint, codePoint]);
  }
  return result.map(([first, last]) => first === last ? hex(first) : `${hex(first)}-${hex(last)}`).join(' ');
}

console.log(`# Canonical normalisation in Unicode ${process.versions.unicode} (UAX #15), without the Hangul syllables, whose rule is arithmetic.
# Facts of the Unicode Character Database, (c) Unicode, Inc., used under the Unicode License; written by normalization-tables.mjs.
# class N: the code points of canonical combining class N
# pair C A B: C decomposes into A and B, and A followed by B composes to C
# from C A ..: C decomposes into A .. (in full), and nothing composes to it`);
for (const [number, list] of [...classes].sort((a, b) => a[0] - b[0])) console.log(`class ${number} ${ranges(list)}`);
for (const pair of pairs) console.log('pair ' + pair.map(hex).join(' '));
for (const expansion of expansions) console.log('from ' + expansion.map(hex).join(' '));
