/* What somebody looks for: days, phrases and words, and the spelling nearest to a word that stands
 * nowhere. Fetched by `search.js` when a search is opened; nothing here touches the page. */

/* A month or a day as the facet of dates has it. */
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;
const QUOTES = /[“”„‟«»]/g;
const PHRASE = /"([^"]+)"/g;
/* Shorter words have too many neighbours. */
const WORD = /^\p{L}{4,}$/u;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
/* Spellings that are offered for one word. */
const OFFERED = 3;

/** @param {string} text @returns {string} for comparing: no case, no accents */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @typedef {{dates: string[], phrases: string[], words: string[]}} Asked */

/** @param {string} text @param {Object<string, number>} known dates of documents
 * @returns {Asked} the parts of a text: dates of documents, what must stand together, and words */
export const parted = (text, known) => {
  const asked = { dates: [], phrases: [], words: [] };
  const rest = text.replace(QUOTES, '"').replace(PHRASE, (_, phrase) => {
    if (phrase.trim()) asked.phrases.push(phrase.trim());
    return " ";
  });
  for (const word of rest.replaceAll('"', " ").split(/\s+/).filter(Boolean)) {
    if (!DATE.test(word)) asked.words.push(word);
    // Of a day of which there is no document, only the very figures are looked for.
    else (word in known ? asked.dates : asked.phrases).push(word);
  }
  return asked;
};

/** @param {string} one @param {string} other @returns {boolean} whether they differ by one letter
 * more, less or another, or by two that changed places */
export const isNear = (one, other) => {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let [end, last] = [one.length, other.length];
  while (end > start && last > start && one[end - 1] === other[last - 1]) [end, last] = [end - 1, last - 1];
  const [left, right] = [one.slice(start, end), other.slice(start, last)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right === left[1] + left[0];
};

/** @param {string} word @param {string} whole @returns {boolean} whether it is near to a beginning */
const beginsNear = (word, whole) => [-1, 0, 1]
  .some((more) => word.length + more < whole.length && isNear(word, whole.slice(0, word.length + more)));

/** @typedef {{names: string[], words: string[]}} Spellings the most frequent first */

/** @param {string} word @param {Spellings} spellings @returns {string[]|null} the nearest ones: whole
 * before beginnings, names before words, and of each those first that begin with the same letter;
 * null when the word stands somewhere */
export const nearest = (word, spellings) => {
  const sought = folded(word);
  const found = [[], [], [], []];
  for (const [place, list] of [spellings.names, spellings.words].entries()) {
    for (const spelling of list) {
      const other = folded(spelling);
      if (other.startsWith(sought)) return null;
      if (Math.abs(other.length - sought.length) <= 1 && isNear(sought, other)) {
        found[place].push(spelling);
      } else if (beginsNear(sought, other)) found[2 + place].push(spelling);
    }
  }
  const isOther = (spelling) => Number(!folded(spelling).startsWith(sought[0]));
  return found.flatMap((list) => list.sort((a, b) => isOther(a) - isOther(b))).slice(0, OFFERED);
};

/** @typedef {{words: string[], changed: {from: string, to: string[]}[], missing: string[]}} Spelt */

/** @param {string[]} words @param {(word: string) => Promise<boolean>} stands whether a word stands
 * somewhere, in any form @param {() => Promise<Spellings>} load @returns {Promise<Spelt>} the words
 * to look for, which of them were spelt otherwise, and which stand nowhere */
export const spelt = async (words, stands, load) => {
  const spelt = { words: [], changed: [], missing: [] };
  const there = await Promise.all(words.map((word) => stands(word)));
  for (const [place, typed] of words.entries()) {
    const word = typed.replace(EDGES, "");
    const near = there[place] || !WORD.test(word) ? null : nearest(word, await load());
    if (near === null) spelt.words.push(typed);
    else if (near.length === 0) spelt.missing.push(word);
    else {
      spelt.words.push(near[0]);
      spelt.changed.push({ from: word, to: near });
    }
  }
  return spelt;
};
