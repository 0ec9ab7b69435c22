// How questions of each answer shape are answered, graded and explained.

// --- comparing -----------------------------------------------------------------------------------

// Case, spaces, quotation marks and thousands separators are ignored in a comparison. A sign and a
// decimal point are part of a number: -12 is not 12, 3.125 not 3125, 2.5 not 2-5.
const plain = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/["'`´‘’‚‛“”„‟«»‹›]/g, "")
    .replace(/(^|[\s(])[‐‑‒–−-](?=[$€£¥]?\d)/g, "$1minus ")
    .replace(/[‐‑‒–—−-]/g, " ")
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d)\s(?=\d{3}(?!\d))/g, "$1")
    .replace(/[.,:](?!\d)|[;!?()…]/g, " ")
    .trim()
    .replace(/\s+/g, " ")
    .replace(/^(?:the|an?) /, "");

const isOne = (text, right) => right.map(plain).includes(plain(text));

// --- the answer shapes ---------------------------------------------------------------------------
//
// An entry has the functions for questions of one shape:
//
//   prepare(item)               adds controls to the fields
//   arrange(item, mixed)        puts options in the pupil's order, or back in the page's
//   filled(item)                updates the page after stored answers were put into the fields
//   lacks(given)                says what is missing in the answer, "" if it is complete
//   grade(item, given, judged)  gives a score from 0 to 1 for every part of the answer
//   gives(item, given, arguable)  tells whether the answer is one that can be argued
//   right(item)                 gives the right answer of every part, each as a list of nodes
//   headed(item)                names what `right` gives, if not “Right answer”
//   mark(item, state, parts)    says beside the fields what is right or wrong
//   own(item, state, parts)     gives what is told at once about the pupil's answer
//   rest(item, state, parts)    gives what is told about the other answers, folded
//   waits                       true if a person has to judge the answer before there is a score
//
// `given` has the value of each field ("1" for one that is ticked). `judged` has the player's own
// judgement of each part, which replaces the comparison. Where an answer is only shown, the state
// is `seen`.

const nothing = (given) => (given.some((text) => plain(text)) ? "" : TEXT.answerFirst);
const GLYPHS = { right: "✓ ", arguable: "◊ ", wrong: "✗ " };

// A word about an answer that is “right”, “arguable”, “wrong” or (null) neither.
const word = (verdict, text) =>
  make("b", { className: verdict || "" }, (verdict ? GLYPHS[verdict] : "") + text);
const sign = (good) => (good ? "right" : "wrong");

const told = (...content) => make("div", { className: "told" }, ...content);

// A word beside a field.
const tag = (verdict, text) => {
  const element = word(verdict, text);
  element.className += " tag made";
  return element;
};

// Tick one option, or every right one; for some questions write a reason, too.
const choice = {
  arrange({ li, boxes, id }, mixed) {
    const labels = boxes.map(labelOf);
    const loose = labels.filter((label) => !("last" in label.dataset));
    if ("shuffle" in li.dataset) {
      rearrange(loose, mixed ? shuffled(loose.length, id) : [...loose.keys()]);
    }
  },
  lacks: (given) => (given.includes("1") ? "" : TEXT.answerFirst),
  // Among several to tick, one that can be argued may be ticked or left.
  grade(item, given, judged) {
    const { boxes, numbers } = item;
    const single = isSingle(boxes);
    const differs = (_, place) =>
      (given[place] === "1") !== numbers.includes(place + 1) &&
      (single || !arguableAt(item, place));
    const wrong = boxes.filter(differs).length;
    return [single ? +(!wrong || !!judged[0]) : Math.max(0, 1 - wrong / 2)];
  },
  gives: ({ boxes }, given, { number }) => isSingle(boxes) && given[number - 1] === "1",
  right: (item) =>
    optionsOf(item)
      .filter((option) => option.right)
      .map(({ letter, text }) => [make("b", {}, letter, ...text)]),
  mark(item, state) {
    const single = isSingle(item.boxes);
    optionsOf(item).forEach(({ label, place, right }) => {
      const picked = state.given[place] === "1";
      const arguable = arguableAt(item, place);
      if (!right && !picked && !arguable) return;
      const verdict = arguable ? "arguable" : sign(right && (single || picked || state.seen));
      let text = right ? TEXT.isRight : state.seen ? TEXT.classChoice : TEXT.yourChoice;
      if (!single && !state.seen) {
        text = right ? (picked ? TEXT.rightToTick : TEXT.belongs) : TEXT.doesNotBelong;
      }
      if (arguable) text = TEXT.canBeArgued + (picked && single ? ` · ${text}` : "");
      label.classList.add(verdict);
      label.append(tag(verdict, text));
    });
  },
  own(item, state) {
    const notes = argued(item, state).map((entry) => arguedNote(item, state, entry));
    notes.push(...explained(item, state).filter((option) => option.first).map(optionNote));
    const ground = item.controls.find((c) => !isBox(c));
    if (ground && plain(ground.value)) {
      notes.push(told(TEXT.youWrote(ground.value), TEXT.yoursToJudge));
    }
    return notes;
  },
  rest: (item, state) => explained(item, state).filter((option) => !option.first).map(optionNote),
};

const labelOf = (box) => box.closest("label");
const isSingle = (boxes) => boxes[0].type === "radio";

// The options as they stand on the page. The words of a scale have no letters.
function optionsOf(item) {
  const scale = item.fields.classList.contains("row");
  const labels = all(":scope > label", item.fields);
  return item.boxes
    .map((box, place) => {
      const label = labelOf(box);
      const at = labels.indexOf(label);
      const letter = scale && !lesson ? "" : `${String.fromCharCode(65 + at)}. `;
      const text = copy(label).filter((node) => node.localName !== "input");
      return { label, place, at, letter, text, right: item.numbers.includes(place + 1) };
    })
    .sort((a, b) => a.at - b.at);
}

// The options with their reasons. Those come first that the pupil got wrong, or chose.
function explained(item, state) {
  const single = isSingle(item.boxes);
  return optionsOf(item).flatMap((option) => {
    const picked = state.given[option.place] === "1" && !state.seen;
    const arguable = arguableAt(item, option.place);
    if (arguable) {
      const given = picked && single; // then it is told with the question to the pupil
      return given ? [] : [{ ...option, why: arguable.why, first: false, arguable }];
    }
    const own = one(`.whys > [value="${option.place + 1}"]`, item.answer);
    const why = own || (picked && !option.right && meaning(option));
    const first = single ? picked : picked !== option.right && !state.seen;
    return why ? [{ ...option, why, first }] : [];
  });
}

const optionNote = ({ letter, text, why, arguable }) => {
  const name = make("b", {}, letter, ...text.map((node) => node.cloneNode(true)));
  return told(name, ...(arguable ? [word("arguable", `${TEXT.canBeArgued}. `)] : []), ...copy(why));
};

// The meanings of a scale are printed once for all questions, beside the sources.
const meaning = ({ text }) => {
  const term = words(make("b", {}, ...text.map((node) => node.cloneNode(true))));
  const found = all("#meanings > dt").find((dt) => words(dt) === term);
  return found && found.nextElementSibling;
};

// The entry of an option that can be argued.
const arguableAt = (item, place) => item.arguable.find(({ number }) => number === place + 1);

// The answers of a pupil that can be argued, by the part that they answer.
function argued(item, { given, seen }) {
  const found = [];
  item.arguable.forEach((entry) => {
    if (!seen && item.behaviour.gives(item, given, entry)) found[entry.place] = entry;
  });
  return found;
}

// Only the pupil knows whether the answer was given for the reason that makes it a good one.
const arguedNote = (item, state, { place, answer, why }) =>
  told(
    make("b", {}, ...copy(answer)),
    word("arguable", `${TEXT.arguable}. `),
    ...copy(why),
    judge(item, state, place, TEXT.gaveReason),
  );

// What could be argued as well, and was not answered.
function argumentsFor(item, state) {
  const given = argued(item, state);
  return item.arguable
    .filter((entry) => given[entry.place] !== entry)
    .map(({ answer, why }) => optionNote({ letter: "", text: copy(answer), why, arguable: true }));
}

// Choose a target for each prompt, from a list below it.
const match = {
  prepare({ fields }) {
    const names = all(".targets > li", fields).map(words);
    all(".prompts > li", fields).forEach((prompt) => {
      const options = names.map((name, place) => new Option(name, place + 1));
      const select = make("select", {}, new Option(TEXT.choose, ""), ...options);
      prompt.append(make("label", {}, ...prompt.childNodes, select));
    });
  },
  arrange({ li, controls, id }, mixed) {
    if (!("shuffle" in li.dataset)) return;
    controls.forEach((select) => {
      const options = [...select.options].slice(1).sort((a, b) => a.value - b.value);
      rearrange(options, mixed ? shuffled(options.length, id) : [...options.keys()]);
    });
  },
  lacks: (given) => (given.includes("") ? TEXT.everyRow : ""),
  grade: ({ numbers }, given, judged) =>
    numbers.map((number, place) => +(+given[place] === number || !!judged[place])),
  gives: (_, given, { place, number }) => +given[place] === number,
  right: (item) => item.numbers.map((number) => copy(targetsOf(item)[number - 1])),
  mark(item, state, parts) {
    item.controls.forEach((select, place) => {
      if (state.seen) return;
      const open = argued(item, state)[place];
      const text = open ? TEXT.canBeArgued : parts[place] ? TEXT.right : TEXT.wrong;
      select.after(tag(open ? "arguable" : sign(parts[place]), text));
    });
  },
  own: (item, state, parts) => [
    ...argued(item, state).flatMap((entry) => [arguedNote(item, state, entry)]),
    ...pairNotes(item, (place) => !state.seen && !parts[place]),
  ],
  rest: (item, state, parts) => [
    ...argumentsFor(item, state),
    ...pairNotes(item, (place) => state.seen || parts[place]),
  ],
};

const targetsOf = (item) => all(".targets > li", item.fields);

function pairNotes(item, wanted) {
  return all(".pairs > li", item.answer).flatMap((pair, place) => {
    if (!wanted(place) || !pair.childNodes.length) return [];
    const target = targetsOf(item)[item.numbers[place] - 1];
    const note = told(make("b", {}, `${place + 1}. `, ...copy(target)), " ", ...copy(pair));
    prove(note, pair);
    return [note];
  });
}

// Put steps in order: arrows move them, and a hidden field in each has its place.
const order = {
  prepare(item) {
    one("i", item.legend)?.append(make("span", { className: "screen" }, TEXT.arrows));
    all(".steps > li", item.fields).forEach((step, place) => {
      const input = make("input", { type: "hidden", value: place + 1 });
      const name = words(step);
      const move = (by, arrow, label) => {
        const button = make("button", { type: "button", textContent: arrow });
        button.setAttribute("aria-label", label);
        button.addEventListener("click", () => {
          const other = item.controls.find((c) => +c.value === +input.value + by);
          if (other) [other.value, input.value] = [input.value, other.value];
          order.filled(item);
          button.focus();
          hint(item, TEXT.moved(input.value, item.controls.length, name));
        });
        return button;
      };
      const text = make("span", {}, ...step.childNodes);
      step.append(make("b", { className: "number" }), text, input);
      step.append(move(-1, "↑", TEXT.up(name)), move(1, "↓", TEXT.down(name)));
    });
  },
  // The steps never begin in the right order.
  arrange(item, mixed) {
    const places = mixed ? shuffled(item.numbers.length, item.id) : [...item.numbers.keys()];
    if (places.every((place, at) => item.numbers[at] === place + 1)) places.push(places.shift());
    item.start = places.map((place) => `${place + 1}`);
  },
  filled(item) {
    const steps = item.controls.map((c) => c.closest("li"));
    const place = (step) => +one("input", step).value;
    steps.sort((a, b) => place(a) - place(b)).forEach((step) => {
      one(".number", step).textContent = place(step);
      step.parentNode.append(step);
    });
  },
  lacks: () => "",
  // A part for each pair of neighbours in the right order: is the first before the second?
  grade({ numbers }, given) {
    const at = [];
    numbers.forEach((number, place) => (at[number] = +given[place]));
    return numbers.slice(1).map((_, pair) => +(at[pair + 1] < at[pair + 2]));
  },
  right(item) {
    const whens = all(".whens > li", item.answer).map(words);
    const steps = [];
    item.controls.forEach((input, place) => {
      const number = item.numbers[place];
      const when = whens[number - 1];
      const text = copy(one("span", input.closest("li")));
      steps[number - 1] = when ? [...text, make("i", {}, ` (${when})`)] : text;
    });
    return steps;
  },
  mark(item, state) {
    item.controls.forEach((input, place) => {
      const good = +input.value === item.numbers[place];
      const text = good ? TEXT.right : `${TEXT.wrong}: ${TEXT.number(item.numbers[place])}`;
      if (state.seen) return;
      input.closest("li").classList.add(sign(good));
      input.closest("li").append(tag(sign(good), text));
    });
  },
};

// Write words that are compared with a key. The player may say that other words mean the same.
const written = {
  lacks: nothing,
  grade: ({ written }, given, judged) =>
    written.map((right, place) => +(isOne(given[place], right) || !!judged[place])),
  gives: (_, given, { place, answer }) => isOne(given[place], [words(answer)]),
  right(item) {
    const keys = all(".keys > li", item.answer);
    const names = item.controls.map(fieldName);
    const several = keys.length > 1;
    return keys.map((key, place) => [several ? titled(names[place]) : "", ...copy(key)]);
  },
  own(item, state, parts) {
    return item.controls.flatMap((control, place) => {
      const given = state.given[place];
      const own = plain(given);
      if (!own || state.seen || isOne(own, item.written[place])) return [];
      const open = argued(item, state)[place];
      if (open) return [arguedNote(item, state, open)];
      const name = item.controls.length > 1 ? titled(fieldName(control)) : "";
      return [refusedOrJudged(item, state, place, told(name, TEXT.youWrote(given)), TEXT.meansTheSame)];
    });
  },
  rest: (item, state) => [
    ...argumentsFor(item, state),
    ...rejectedOf(item)
      .filter((entry) => !state.given.some((given) => isRefused(entry, given)))
      .map((entry) => told(...copy(entry))),
  ],
};

const rejectedOf = (item) => all(".reject > li", item.answer);
const isRefused = (entry, given) => plain(words(one("b", entry))) === plain(given);
function refusedOrJudged(item, state, place, note, question) {
  const refused = rejectedOf(item).find((entry) => isRefused(entry, state.given[place]));
  if (refused) note.append(...copy(refused));
  else note.append(judge(item, state, place, question));
  return note;
}
const titled = (name) => (/[?!.:]$/.test(name) ? `${name} ` : `${name}: `);

// The name of a field: of a blank, or of a cell with its row.
function fieldName(control) {
  const row = one("legend", control.closest(".fields") || make("i", {}));
  const name = control.getAttribute("aria-label") || words(control.closest("label"));
  return row ? `${words(row)}, ${name}` : name;
}

// Write several points. The player says which of them are in the key.
const points = {
  waits: true,
  lacks: nothing,
  grade: ({ controls }, _, judged) => controls.map((_control, place) => +!!judged[place]),
  headed: (item) => TEXT.anyOf(item.controls.length),
  right: (item) => all(".list > li", item.answer).map(copy),
  own: (item, state) =>
    item.controls.flatMap((_, place) => {
      const given = state.given[place];
      if (state.seen || !plain(given)) return [];
      return [refusedOrJudged(item, state, place, told(TEXT.youWrote(given)), TEXT.countPoint)];
    }),
  rest: written.rest,
};

// Write a text. The player says which level of the rubric it reaches.
const levelsOf = (item) => all(".rubric > li", item.answer);
const pointsOf = (level) => +level.dataset.points;
const rubric = {
  waits: true,
  lacks: nothing,
  grade(item, _, judged) {
    return [(judged[0] || 0) / Math.max(...levelsOf(item).map(pointsOf))];
  },
  headed: () => TEXT.example,
  right(item) {
    const [best] = levelsOf(item).sort((a, b) => pointsOf(b) - pointsOf(a));
    return [copy(one("q", best))];
  },
  mark(item, state) {
    if (state.seen) return;
    levelsOf(item).forEach((level) => {
      const input = make("input", { type: "radio", name: `${item.id}-level` });
      input.checked = state.judged[0] === pointsOf(level);
      input.addEventListener("change", () => {
        state.judged[0] = pointsOf(level);
        judgedAgain(item, state);
      });
      const name = TEXT.mine(words(one("b", level)));
      level.prepend(make("label", { className: "judge made" }, input, name));
    });
  },
};

const SHAPES = {
  choice,
  match,
  order,
  gap: written,
  table: written,
  text: { key: written, points, rubric },
};

function behaviour({ dataset: { shape, marking } }) {
  const found = marking ? SHAPES[shape]?.[marking] : SHAPES[shape];
  if (found) return found;
  throw new Error(TEXT.noShape(shape));
}

function grade(item, state) {
  const parts = item.behaviour.grade(item, state.given, state.judged);
  return { parts, score: parts.reduce((sum, part) => sum + part, 0) / parts.length };
}
