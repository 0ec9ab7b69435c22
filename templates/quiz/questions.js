// Plays the quiz in this page, question by question, for one pupil or a class. Without this script
// all questions can be read, ticked and printed.
//
// First come the questions, the order in which a pupil gets them, and what is kept of the answers.
// Elements that are added after an answer have the class “made”, and are removed when the question
// is asked again. The question that is shown has the class “now”, those of the round “asked”: what
// is hidden on the screen can still be printed.

// The newest function used here, from 2020. An older browser shows the page without the script.
if (!Element.prototype.replaceChildren) return;

const one = (query, within = document) => within.querySelector(query);
const all = (query, within = document) => [...within.querySelectorAll(query)];
const make = (tag, properties, ...content) => {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...content);
  return element;
};
const copy = (element) => [...element.cloneNode(true).childNodes];
const words = (element) => element.textContent.trim().replace(/\s+/g, " ");

const items = [];
const named = new Map();

// A question is stored by its number: stored answers are for this content only.
function setUp(li, place) {
  const { level, skill, key = "" } = li.dataset;
  const item = {
    id: `${place}`,
    li,
    level,
    skill,
    behaviour: behaviour(li),
    section: li.closest("section"),
    fields: one("fieldset", li),
    legend: one("legend", li),
    answer: one(".answer", li),
    numbers: key.split(" ").map(Number),
    written: all(".keys > li", li).map((key) => all(":scope > b, :scope > span", key).map(words)),
  };
  item.arguable = all(".argued > li", li).map((entry) => ({
    place: entry.dataset.field - 1,
    number: +entry.dataset.number,
    answer: one("b", entry),
    why: one("span", entry),
  }));
  item.length = words(item.fields).split(" ").length;
  item.legend.tabIndex = -1;
  li.classList.add("q");
  item.behaviour.prepare?.(item);
  item.controls = all("input, select, textarea", item.fields);
  item.boxes = item.controls.filter(isBox);
  item.start = read(item);
  items.push(item);
  named.set(item.id, item);
}

const isBox = (control) => control.type === "radio" || control.type === "checkbox";
const read = (item) => item.controls.map((c) => (isBox(c) ? (c.checked ? "1" : "") : c.value));

function fill(item, given) {
  item.controls.forEach((control, place) => {
    if (isBox(control)) control.checked = given[place] === "1";
    else control.value = given[place] || "";
  });
  item.behaviour.filled?.(item);
}

// --- an order for each pupil ---------------------------------------------------------------------

// A number for a text, the same in every browser (FNV-1a, 32 bits, and a last mix of its bits).
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

// The numbers below `length` in an order that depends on the pupil's seed and on `name`.
function shuffled(length, name) {
  const rank = (place) => hash(`${kept.seed}/${name}/${place}`);
  return [...Array(length).keys()].sort((a, b) => rank(a) - rank(b) || a - b);
}

// Put elements in an order, into the places that they have now.
function rearrange(elements, order) {
  const inPage = (a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1);
  const places = [...elements].sort(inPage).map((element) => {
    const place = make("i", {});
    element.replaceWith(place);
    return place;
  });
  order.forEach((from, to) => places[to].replaceWith(elements[from]));
}

// --- storage: answers by question and the round, in this browser only ----------------------------

const { unit, content } = document.body.dataset;
const storageKey = `kzquiz/${unit}/${content}`;
const newSeed = () => Math.floor(Math.random() * 2 ** 32);
let kept = { seed: newSeed(), items: {}, round: null, choice: null };

function load() {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey)) || {};
    if (Number.isInteger(stored.seed)) kept.seed = stored.seed;
    for (const [id, state] of Object.entries(stored.items || {})) {
      if (named.has(id) && [state.given, state.judged].every(Array.isArray)) {
        kept.items[id] = state;
      }
    }
    const { round, choice } = stored;
    const whole = round && round.at >= 0 && [round.ids, round.done].every(Array.isArray);
    if (whole && round.first > 0 && round.ids.every((id) => named.has(id))) kept.round = round;
    if (choice && ["skill", "level", "many"].every((name) => Array.isArray(choice[name]))) {
      kept.choice = choice;
    }
    // Drop answers to an earlier version of the unit: its questions may have changed.
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(`kzquiz/${unit}/`) && name !== storageKey) localStorage.removeItem(name);
    }
  } catch {
    // A browser without storage can play, too: all is in memory.
  }
}

function save() {
  try {
    localStorage.setItem(storageKey, JSON.stringify(kept));
  } catch {
    // See load.
  }
}
