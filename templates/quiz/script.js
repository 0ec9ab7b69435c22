// Plays the quiz in this page: rounds by skill and level, one question at a time.
//
// Without the script all questions can be read, ticked and printed. It reads these elements:
//
//   li[data-shape]    a question. The name of its answer shape picks an entry of SHAPES, below.
//     data-level, data-skill   a round is chosen by them
//     data-key        the key in numbers from 1: the right options of a choice, the target of each
//                     prompt of a match, the place of each step of an order as it is shown
//     data-marking    how a text is marked: by its “key”, by its “points” or by a “rubric”
//     fieldset        the fields to answer in, in the order of the key
//     .answer         the answer, hidden until the question is answered. In it:
//       .keys > li    for each field to write in: the key in a <b>, other right answers in <span>s
//       .whys, .pairs, .whens, .reject, .rubric   texts that SHAPES shows beside the fields
//       .argued > li  an answer that can be argued, in a <b>, and its reason in a <span>:
//         data-field    the field that it answers, from 1: a choice is one field
//         data-number   the number of the option or target, where there are such
//       a.claim       a link to a claim in the sources, as evidence
//       a.chart       a link to a picture that compares the figures of the answer
//   #sources          the sources. A claim in them ends in a hidden <small> with its details.
//
// Elements that the script adds after an answer have the class “made”. They are removed when the
// question is asked again.
(() => {
  "use strict";

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
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const words = (element) => element.textContent.trim().replace(/\s+/g, " ");

  // --- comparing ---------------------------------------------------------------------------------

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

  // --- the answer shapes -------------------------------------------------------------------------
  //
  // An entry has the functions for questions of one shape:
  //
  //   prepare(item)               adds controls to the fields
  //   filled(item)                updates the page after stored answers were put into the fields
  //   lacks(item, given)          names the missing part of the answer, "" if it is complete
  //   grade(item, given, judged)  gives a score from 0 to 1 for every part of the answer
  //   tell(item, state, parts)    shows beside the fields which parts are right, and why
  //   waits                       true if a person has to judge the answer before there is a score
  //
  // `given` has the value of each field ("1" for one that is ticked). `judged` has the player's own
  // judgement of each part, which replaces the comparison.

  const nothing = (given) => (given.some((text) => plain(text)) ? "" : "Answer first.");

  // Tick one option, or every right one; for some questions write a reason, too.
  const choice = {
    lacks: ({ boxes }) => (boxes.some((c) => c.checked) ? "" : "Answer first."),
    grade({ boxes, numbers }, given) {
      const differs = (_, place) => (given[place] === "1") !== numbers.includes(place + 1);
      const wrong = boxes.filter(differs).length;
      return [boxes[0].type === "radio" ? +!wrong : Math.max(0, 1 - wrong / 2)];
    },
    tell(item, state) {
      const single = item.boxes[0].type === "radio";
      item.boxes.forEach((control, place) => {
        const label = control.closest("label");
        const right = item.numbers.includes(place + 1);
        const picked = state.given[place] === "1";
        const own = one(`.whys > [value="${place + 1}"]`, item.answer);
        const why = own || ((right || picked) && meaning(label));
        let word = "";
        if (single) word = right ? "Right answer" : picked ? "You chose this" : "";
        else if (right) word = picked ? "Right to tick" : "Belongs too";
        else word = picked ? "Does not belong" : "Right to leave";
        const good = single ? right : right === picked;
        if (right || picked) label.classList.add(sign(right && (single || picked)));
        if (word || why) {
          label.after(said(word ? good : null, word, ...(why ? copy(why) : [])));
        }
      });
      const ground = item.controls.find((c) => !isBox(c));
      if (ground && ground.value) {
        const advice = "compare it with the reason and the evidence below.";
        ground.closest("label").after(said(null, "Yours to judge:", advice));
      }
    },
  };

  // The meanings of a scale are printed once for all questions, beside the sources.
  const meaning = (label) => {
    const term = all("#meanings > dt").find((dt) => words(dt) === words(label));
    return term && term.nextElementSibling;
  };

  // Choose a target for each prompt, from a list below it.
  const match = {
    prepare({ fields }) {
      const names = all(".targets > li", fields).map(words);
      all(".prompts > li", fields).forEach((prompt) => {
        const options = names.map((name, place) => new Option(name, place + 1));
        const select = make("select", {}, new Option("Choose …", ""), ...options);
        prompt.append(make("label", {}, ...prompt.childNodes, select));
      });
    },
    lacks: (_, given) => (given.includes("") ? "Choose an answer in every row first." : ""),
    grade: ({ numbers }, given) => numbers.map((number, place) => +(+given[place] === number)),
    tell(item, state, parts) {
      const pairs = all(".pairs > li", item.answer);
      item.controls.forEach((select, place) => {
        const name = words(select.options[item.numbers[place]]);
        const entry = said(parts[place], parts[place] ? "Right" : `Not yet: ${name}.`);
        if (pairs[place]) entry.append(...copy(pairs[place]));
        prove(entry, all(".claim", entry), false);
        select.closest("li").append(entry);
      });
    },
  };

  // Put steps in order: arrows move them, and a hidden field in each has its place.
  const order = {
    prepare(item) {
      one("i", item.legend)?.append(" The arrows move a step up or down.");
      all(".steps > li", item.fields).forEach((step, place) => {
        const input = make("input", { type: "hidden", value: place + 1 });
        const name = words(step);
        const move = (by, sign, where) => {
          const button = make("button", { type: "button", textContent: sign });
          button.setAttribute("aria-label", `Move ${where}: ${name}`);
          button.addEventListener("click", () => {
            const other = item.controls.find((c) => +c.value === +input.value + by);
            if (other) [other.value, input.value] = [input.value, other.value];
            order.filled(item);
            button.focus();
            hint(item, `Now number ${input.value} of ${item.controls.length}: ${name}`);
          });
          return button;
        };
        const text = make("span", {}, ...step.childNodes);
        step.append(make("b", { className: "number" }), text, input);
        step.append(move(-1, "↑", "up"), move(1, "↓", "down"));
      });
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
    tell(item) {
      const whens = all(".whens > li", item.answer).map(words);
      item.controls.forEach((input, place) => {
        const step = input.closest("li");
        const number = item.numbers[place];
        const right = +input.value === number;
        const when = whens[number - 1] ? `: ${whens[number - 1]}` : "";
        step.classList.add(sign(right));
        step.append(said(right, `${right ? "Right" : "Not yet"}, number ${number}${when}`));
      });
    },
  };

  // Write words that are compared with a key. The player may say that other words mean the same.
  const written = {
    lacks: (_, given) => nothing(given),
    grade: ({ written }, given, judged) =>
      written.map((right, place) => +(isOne(given[place], right) || !!judged[place])),
    tell(item, state, parts) {
      const inline = one(".gap", item.fields);
      const keys = all(".keys > li", item.answer);
      const rejected = all(".reject > li", item.answer);
      let last = inline;
      item.controls.forEach((control, place) => {
        const entry = said(parts[place], "");
        const write = () => {
          const good = grade(item, state).parts[place];
          entry.className = `said made ${sign(good)}`;
          one("b", entry).textContent = good ? "✓ Right" : "✗ Not yet";
        };
        write();
        entry.append(...copy(keys[place]));
        const own = plain(state.given[place]);
        const refused = rejected.find((e) => plain(words(one("b", e))) === own);
        if (refused) entry.append(make("p", {}, ...copy(refused)));
        else if (own && !isOne(own, item.written[place])) {
          entry.append(judge(item, state, place, "Mine means the same: count it", write));
        }
        (last || control.closest("label")).after(entry);
        if (inline) last = entry;
      });
    },
  };

  // Write several points. The player says which of them are in the key.
  const points = {
    waits: true,
    lacks: (_, given) => nothing(given),
    grade: ({ controls }, _, judged) => controls.map((_control, place) => +!!judged[place]),
    tell(item, state) {
      item.controls.forEach((control, place) => {
        if (!plain(state.given[place])) return;
        const text = "This point is in the key, or as good as one that is: count it";
        const count = judge(item, state, place, text);
        control.closest("label").after(make("div", { className: "made" }, count));
      });
    },
  };

  // Write a text. The player says which level of the rubric it reaches.
  const levelsOf = (item) => all(".rubric > li", item.answer);
  const rubric = {
    waits: true,
    lacks: (_, given) => nothing(given),
    grade(item, _, judged) {
      const most = Math.max(...levelsOf(item).map((level) => +level.dataset.points));
      return [(judged[0] || 0) / most];
    },
    tell(item, state) {
      levelsOf(item).forEach((level) => {
        const points = +level.dataset.points;
        const input = make("input", { type: "radio", name: `${item.id}-level` });
        input.checked = state.judged[0] === points;
        input.addEventListener("change", () => {
          state.judged[0] = points;
          judgedAgain(item, state);
        });
        level.prepend(
          make("label", { className: "judge made" }, input, `Mine is ${words(one("b", level))}`),
        );
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
    throw new Error(`its script knows no answer of the shape “${shape}”`);
  }

  function grade(item, state) {
    const parts = item.behaviour.grade(item, state.given, state.judged);
    return { parts, score: parts.reduce((sum, part) => sum + part, 0) / parts.length };
  }

  // --- the questions -----------------------------------------------------------------------------

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
      rank: [...li.parentNode.children].indexOf(li),
      behaviour: behaviour(li),
      section: li.closest("section"),
      fields: one("fieldset", li),
      legend: one("legend", li),
      answer: one(".answer", li),
      numbers: key.split(" ").map(Number),
      written: all(".keys > li", li).map((key) => all(":scope > b, :scope > span", key).map(words)),
    };
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

  // Show a message below a question. Screen readers read it aloud.
  function hint(item, text) {
    let said = one(".hint", item.li);
    if (!said) {
      said = make("p", { className: "hint made" });
      said.setAttribute("role", "status");
      acts.before(said);
    }
    said.textContent = text;
  }

  // --- storage: answers by question and the round, in this browser only --------------------------

  const { unit, content } = document.body.dataset;
  const key = `kzquiz/${unit}/${content}`;
  let kept = { items: {}, round: null, choice: null };

  function load() {
    try {
      const { items: answers, round, choice } = JSON.parse(localStorage.getItem(key)) || {};
      for (const [id, state] of Object.entries(answers || {})) {
        if (named.has(id) && Array.isArray(state.given) && Array.isArray(state.judged)) {
          kept.items[id] = state;
        }
      }
      const whole = round && round.scores && round.at >= 0 && Array.isArray(round.ids);
      if (whole && round.ids.every((id) => named.has(id))) kept.round = round;
      if (choice && ["skill", "level", "many"].every((name) => Array.isArray(choice[name]))) {
        kept.choice = choice;
      }
      // Drop answers to an earlier version of the unit: its questions may have changed.
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(`kzquiz/${unit}/`) && name !== key) localStorage.removeItem(name);
      }
    } catch {
      // A browser without storage can play, too.
    }
  }

  function save() {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // See load.
    }
  }

  // --- after an answer ---------------------------------------------------------------------------

  const sign = (good) => (good ? "right" : "wrong");
  const said = (good, word, ...content) =>
    make(
      "div",
      { className: `said made ${good === null ? "" : sign(good)}` },
      make("b", {}, `${good === null ? "" : good ? "✓ " : "✗ "}${word}`),
      " ",
      ...content,
    );

  function judge(item, state, place, text, then) {
    const input = make("input", { type: "checkbox", checked: !!state.judged[place] });
    input.addEventListener("change", () => {
      state.judged[place] = input.checked ? 1 : 0;
      if (then) then();
      judgedAgain(item, state);
    });
    return make("label", { className: "judge" }, input, text);
  }

  function judgedAgain(item, state) {
    state.score = grade(item, state).score;
    if (kept.round) kept.round.scores[item.id] = state.score;
    verdict(item, state);
    save();
  }

  // Put a copy of each claim from the sources below the answer that cites it. Claims of one
  // paragraph are put together.
  function prove(within, links, open) {
    const proofs = new Map();
    links.forEach((link) => {
      const claim = one(link.hash);
      const paragraph = claim.closest("p");
      const note = one("small", claim);
      const says = claim.cloneNode(true);
      one("small", says).remove();
      const source = words(one("h2", claim.closest("section")));
      const head = make("summary", {}, `${source}, paragraph ${words(one("b", paragraph))}`);
      const proof =
        proofs.get(paragraph) || make("details", { className: "proof made", open }, head);
      proofs.set(paragraph, proof);
      proof.append(make("p", {}, ...says.childNodes));
      const quote = one("q", link) || one("q", note);
      if (quote) proof.append(make("p", {}, "In its words: ", quote.cloneNode(true)));
      const rows = all("[data-name]", note).flatMap((told) => [
        make("dt", {}, told.dataset.name),
        make("dd", {}, ...copy(told)),
      ]);
      const show = make("a", { href: `#${claim.id}`, textContent: "Show it in the source" });
      proof.append(make("dl", {}, ...rows), show);
    });
    within.append(...proofs.values());
  }

  // The chart of the figures that an answer compares. Screen readers read its title.
  function picture(within, charts) {
    charts.forEach((chart) => {
      const drawn = one(`${chart.hash} svg`).cloneNode(true);
      drawn.removeAttribute("aria-labelledby");
      all("[id]", drawn).forEach((element) => element.removeAttribute("id"));
      const open = charts.length === 1;
      const summary = make("summary", {}, "The figures, drawn");
      within.append(make("details", { className: "picture made", open }, summary, drawn));
    });
  }

  function verdict(item, state) {
    const { parts, score } = grade(item, state);
    const head = one("h3", item.answer);
    const waits = item.behaviour.waits && !state.judged.length;
    let text = "Correct";
    if (waits) text = "Now compare, and judge your own answer";
    else if (score < 1) {
      const right = parts.filter((part) => part === 1).length;
      text = "Not yet";
      if (score > 0) text += parts.length > 1 ? `: ${right} of ${parts.length} right` : ": nearly";
    }
    head.textContent = text;
    item.answer.classList.toggle("right", score === 1);
    item.answer.classList.toggle("wrong", score < 1 && !waits);
  }

  function clear(item) {
    all(".made", item.li).forEach((element) => element.remove());
    all(".right, .wrong", item.li).forEach((e) => e.classList.remove("right", "wrong"));
    item.fields.disabled = false;
    all("input, select, textarea, .steps button", item.fields).forEach((e) => (e.disabled = false));
    item.answer.hidden = true;
    item.answer.classList.remove("right", "wrong");
    fill(item, item.start);
  }

  function reveal(item, state) {
    clear(item);
    fill(item, state.given);
    all("input, select, textarea, .steps button", item.fields).forEach((e) => (e.disabled = true));
    item.answer.prepend(make("h3", { className: "made", tabIndex: -1 }));
    verdict(item, state);
    item.behaviour.tell(item, state, grade(item, state).parts);
    const links = all(":scope > .claim", item.answer);
    prove(item.answer, links, links.length < 3);
    picture(item.answer, all(":scope > .chart", item.answer));
    item.answer.hidden = false;
  }

  // --- a round -----------------------------------------------------------------------------------

  const home = one("#home");
  const bar = one("#bar");
  const sources = one("#sources");
  const check = make("button", { className: "main", textContent: "Check" });
  const showAnswer = make("button", { type: "button", textContent: "Show the answer" });
  const next = make("button", { type: "button", className: "main", textContent: "Next" });
  const acts = make("p", { className: "acts" }, check, showAnswer, next);
  let current = null;

  const done = (item) => kept.items[item.id];
  const right = (item) => done(item) && done(item).score === 1;
  const missed = (item) => done(item) && done(item).score < 1;
  const ticked = (name) => all(`[name=${name}]:checked`, home).map((input) => input.value);

  function chosen() {
    const skills = ticked("skill");
    const levels = ticked("level");
    // The easier questions of every skill come first, so that a round has all skills.
    return items
      .filter((item) => skills.includes(item.skill) && levels.includes(item.level))
      .sort((a, b) => a.rank - b.rank);
  }

  function upcoming() {
    const pool = chosen();
    const fresh = pool.filter((item) => !done(item));
    return (fresh.length ? fresh : pool).slice(0, +ticked("many")[0]);
  }

  function begin(queue) {
    kept.round = { ids: queue.map((item) => item.id), at: 0, scores: {} };
    one("#result").hidden = true;
    document.body.classList.add("playing");
    sources.open = matchMedia("(min-width: 64rem)").matches;
    show();
  }

  function show() {
    const { ids, at, scores } = kept.round;
    if (current) current.li.hidden = current.section.hidden = true;
    if (at >= ids.length) {
      finish();
      return;
    }
    current = named.get(ids[at]);
    current.li.hidden = current.section.hidden = false;
    bar.hidden = one("#quiz").hidden = false;
    one("#place").textContent = `${at + 1} of ${ids.length} · ${current.level}`;
    Object.assign(one("#done"), { max: ids.length, value: at });
    const answered = current.id in scores && !!done(current);
    clear(current);
    if (answered) reveal(current, done(current));
    current.li.append(acts);
    toggle(answered);
    save();
    current.legend.focus();
    scrollTo(0, 0);
  }

  function toggle(answered) {
    check.hidden = showAnswer.hidden = answered;
    next.hidden = !answered;
    next.textContent = kept.round.at + 1 < kept.round.ids.length ? "Next" : "See how it went";
  }

  function answer() {
    const state = { given: read(current), judged: [], score: 0 };
    state.score = grade(current, state).score;
    kept.items[current.id] = state;
    kept.round.scores[current.id] = state.score;
    one("#done").value = kept.round.at + 1;
    reveal(current, state);
    toggle(true);
    save();
    // Focus the verdict, and scroll so that as much as fits of the text after it is visible.
    one("h3", current.answer).focus({ preventScroll: true });
    const fits = current.answer.offsetHeight < 0.7 * innerHeight;
    current.answer.scrollIntoView({ block: fits ? "nearest" : "start" });
  }

  function finish() {
    const { ids, scores } = kept.round;
    const result = one("#result");
    const good = ids.filter((id) => scores[id] === 1).length;
    const list = ids.map((id, place) => {
      const link = make("a", { href: "#quiz" }, ...copy(named.get(id).legend));
      all("i", link).forEach((i) => i.remove());
      link.addEventListener("click", (event) => {
        event.preventDefault();
        kept.round.at = place;
        document.body.classList.add("playing");
        show();
      });
      const full = scores[id] === 1;
      const word = full ? "✓ Correct" : scores[id] ? "✗ Partly" : "✗ Not yet";
      return make("li", { className: sign(full) }, make("b", {}, word), link);
    });
    const head = make("h2", { tabIndex: -1 }, `${good} of ${ids.length} correct`);
    const told = make(
      "details",
      { open: ids.length <= 10 },
      make("summary", {}, "Question by question"),
      make("ol", {}, ...list),
    );
    result.replaceChildren(head, make("p", {}, praise(good / ids.length)), told);
    result.hidden = false;
    goHome();
    head.focus();
    scrollTo(0, 0);
  }

  function praise(share) {
    if (share === 1) return "All of them. You read closely and let the sources speak.";
    if (share >= 0.7) return "A strong round. Look again at those you missed: each tells you why.";
    if (share >= 0.4) return "Well on the way. The evidence below each answer shows where to look.";
    return "A hard round. Keep the sources open beside the questions, and try those again.";
  }

  function goHome() {
    document.body.classList.remove("playing");
    sources.open = false;
    bar.hidden = one("#quiz").hidden = true;
    home.hidden = false;
    acts.remove();
    tallies();
    save();
  }

  function tallies() {
    all("[name=skill]", home).forEach((input) => {
      const own = items.filter((item) => item.skill === input.value);
      const li = input.closest("li");
      const [good, bad] = [own.filter(right).length, own.filter(missed).length];
      one(".tally", li).textContent =
        `${good} of ${own.length}` + (bad ? ` · ${bad} missed` : "");
      Object.assign(one("progress", li), { max: own.length, value: good });
    });
    const queue = upcoming();
    const again = chosen().filter(missed);
    const going = kept.round && kept.round.at < kept.round.ids.length;
    one("#start").textContent = queue.length
      ? `${chosen().every(done) ? "Once more" : "Start"}: ${count(queue.length, "question")}`
      : "Start";
    one("#start").disabled = !queue.length;
    one("#go-on").hidden = !going;
    one("#missed").hidden = !again.length;
    const through = again.length > 0 && chosen().every(done);
    one("#missed").classList.toggle("main", through);
    one("#start").classList.toggle("main", !through);
    one("#missed").textContent = `Practise what I missed (${again.length})`;
    one("#again").hidden = !Object.keys(kept.items).length;
    one("#say").textContent = queue.length ? "" : "Choose at least one skill and one level.";
  }

  // --- events ------------------------------------------------------------------------------------

  home.addEventListener("submit", (event) => {
    event.preventDefault();
    begin(upcoming());
  });
  home.addEventListener("change", () => {
    kept.choice = { skill: ticked("skill"), level: ticked("level"), many: ticked("many") };
    tallies();
    save();
  });
  one("#missed").addEventListener("click", () => begin(chosen().filter(missed)));
  one("#go-on").addEventListener("click", () => {
    document.body.classList.add("playing");
    show();
  });
  one("#again").addEventListener("click", () => {
    if (!confirm("Forget all answers in this unit?")) return;
    kept = { items: {}, round: null, choice: kept.choice };
    one("#result").hidden = true;
    tallies();
    save();
    one("#start").focus();
  });
  one("#quiz").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!current || !next.hidden) return;
    const lacks = current.behaviour.lacks(current, read(current));
    if (lacks) hint(current, `${lacks} You can also have the answer shown.`);
    else answer();
  });
  showAnswer.addEventListener("click", answer);
  next.addEventListener("click", () => {
    kept.round.at += 1;
    show();
  });
  one("#stop").addEventListener("click", () => {
    if (current) current.li.hidden = current.section.hidden = true;
    goHome();
    one("#start").focus();
    scrollTo(0, 0);
  });
  // When the sources close, the focus goes back to the element that opened them.
  let opener = one("#read");
  const openSources = (from) => {
    opener = from;
    sources.open = true;
  };
  one("#read").addEventListener("click", (event) => {
    if (sources.open) sources.open = false;
    else {
      openSources(event.target);
      one("summary", sources).focus();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".proof a");
    if (link) openSources(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("playing")) sources.open = false;
  });
  sources.addEventListener("toggle", () => {
    const focused = document.activeElement;
    const lost = focused === document.body || sources.contains(focused);
    if (!sources.open && lost && document.body.classList.contains("playing")) opener.focus();
  });

  // --- the start ---------------------------------------------------------------------------------

  function start() {
    const questions = all(".items > li");
    questions.forEach(behaviour); // before anything is changed
    questions.forEach(setUp);
    load();
    if (kept.choice) {
      all("input", home).forEach((input) => {
        input.checked = kept.choice[input.name].includes(input.value);
      });
    }
    document.documentElement.classList.add("js");
    items.forEach((item) => (item.li.hidden = item.section.hidden = true));
    all("#sources small, #pictures").forEach((element) => (element.hidden = false));
    goHome();
  }

  try {
    start();
  } catch (error) {
    one("#failed").textContent =
      `This page cannot be played: ${error.message}. All questions can be read below. ` +
      "Whoever made the page can build it anew with kzquiz.";
    one("#failed").hidden = false;
    throw error;
  }
})();
