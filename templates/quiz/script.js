// Plays the quiz that the page already holds. Without it all that is asked can be read and printed.
(async () => {
  "use strict";

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

  // --- what is packed: keys and explanations, what is to tell of each claim, the pictures ---------

  // A browser from before 2023 cannot: the page stays as it is without the script.
  if (!window.DecompressionStream) return;
  document.documentElement.classList.add("js");
  one("main").hidden = true;

  // Ascii85: each five letters from “!” on are four bytes, a “z” is four zeros, a “v” stands for “<”.
  function bytes(packed) {
    const letters = packed.replaceAll("v", "<").replaceAll("z", "!!!!!");
    const found = new DataView(new ArrayBuffer(letters.length + 4));
    for (let at = 0; at < letters.length; at += 5) {
      const group = [...letters.slice(at, at + 5).padEnd(5, "u")];
      const number = group.reduce((sum, letter) => sum * 85 + letter.charCodeAt(0) - 33, 0);
      found.setUint32((at / 5) * 4, number);
    }
    return found.buffer.slice(0, Math.floor(letters.length * 0.8));
  }

  const packed = new Blob([bytes(one("#data").textContent)]);
  const inflated = packed.stream().pipeThrough(new DecompressionStream("deflate"));
  const { items: facts, told: html } = await new Response(inflated).json();
  const told = new DOMParser().parseFromString(html, "text/html").body;
  const answers = all(":scope > .answer", told);
  const notes = all(":scope > small", told);
  all("#sources [id^=c]").forEach((claim, place) => claim.append(notes[place] || ""));
  one("main").append(...all("#pictures", told));

  // --- what is kept: answers by question and the round, in this browser only ---------------------

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
      // Answers to an earlier edition of the unit: its questions may have changed.
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(`kzquiz/${unit}/`) && name !== key) localStorage.removeItem(name);
      }
    } catch {
      // A browser that keeps nothing plays all the same.
    }
  }

  function save() {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // The same.
    }
  }

  // --- answers ----------------------------------------------------------------------------------

  // Two answers are the same whatever their case, spaces, quotation marks and thousands separators.
  const plain = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/["'`´‘’‚‛“”„‟«»‹›]/g, "")
      .replace(/[‐‑‒–—−-]/g, " ")
      .replace(/(\d)[,.\s](?=\d{3}(?!\d))/g, "$1")
      .replace(/[.,;:!?()…]/g, " ")
      .trim()
      .replace(/\s+/g, " ")
      .replace(/^(?:the|an?) /, "");

  const isOne = (text, right) => right.map(plain).includes(plain(text));
  const box = (control) => control.type === "radio" || control.type === "checkbox";
  const read = (item) => item.controls.map((c) => (box(c) ? (c.checked ? "1" : "") : c.value));

  function fill(item, given) {
    item.controls.forEach((control, place) => {
      if (box(control)) control.checked = given[place] === "1";
      else control.value = given[place] || "";
    });
    if (item.type === "order") sort(item);
  }

  // Each gives a score from 0 to 1 for every part of the answer; a judgement replaces its part.
  const grades = {
    choice({ boxes, key }, given) {
      const wrong = boxes.filter((_, place) => (given[place] === "1") !== key.includes(place)).length;
      return [boxes[0].type === "radio" ? +!wrong : Math.max(0, 1 - wrong / 2)];
    },
    match: ({ key }, given) => key.map((number, place) => +(+given[place] === number)),
    order({ key }, given) {
      const at = [];
      key.forEach((number, place) => (at[number] = +given[place]));
      return key.slice(1).map((_, pair) => +(at[pair + 1] < at[pair + 2]));
    },
    fill: ({ key }, given, judged) =>
      key.map((right, place) => +(isOne(given[place], right) || !!judged[place])),
    list: ({ controls }, _, judged) => controls.map((_control, place) => +!!judged[place]),
    rubric: ({ most }, _, judged) => [(judged[0] || 0) / most],
  };

  const grade = (item, state) => {
    const parts = grades[item.type](item, state.given, state.judged);
    return { parts, score: parts.reduce((sum, part) => sum + part, 0) / parts.length };
  };

  // --- the questions ----------------------------------------------------------------------------

  const levels = all("[name=level]").map((input) => input.value);
  const skills = all("[name=skill]").map((input) => input.value);

  // What the page asks becomes what can be played. A question is known by its place: answers are kept
  // for this content only.
  function setUp(li, place) {
    const [level, skill, key] = facts[place];
    const item = {
      li,
      id: `${place}`,
      section: li.closest("section"),
      fields: one("fieldset", li),
      legend: one("legend", li),
      answer: answers[place],
      level: levels[level],
      skill: skills[skill],
      key,
    };
    item.legend.tabIndex = -1;
    li.className = "q";
    li.append(item.answer);
    item.type = typeOf(item);
    item.most = Math.max(...all(".rubric > li", item.answer).map((row) => +row.dataset.points));
    prepare[item.type]?.(item);
    item.controls = all("input, select, textarea", item.fields);
    item.boxes = item.controls.filter(box);
    item.rejected = all(".reject > li", item.answer);
    item.start = read(item);
    return item;
  }

  // How a question is played; what is written is compared with a key, a list or a rubric.
  function typeOf({ fields, answer, key }) {
    if (one(".prompts", fields)) return "match";
    if (one(".steps", fields)) return "order";
    if (all("input", fields).some(box)) return "choice";
    return one(".rubric", answer) ? "rubric" : key.length ? "fill" : "list";
  }

  const prepare = {
    match({ fields }) {
      const names = all(".targets > li", fields).map(words);
      all(".prompts > li", fields).forEach((prompt) => {
        const options = names.map((name, place) => new Option(name, place + 1));
        const select = make("select", {}, new Option("Choose …", ""), ...options);
        prompt.append(make("label", {}, ...prompt.childNodes, select));
      });
    },
    order(item) {
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
            sort(item);
            button.focus();
            tell(item, `Now number ${input.value} of ${item.controls.length}: ${name}`);
          });
          return button;
        };
        const text = make("span", {}, ...step.childNodes);
        step.append(make("b", { className: "number" }), text, input);
        step.append(move(-1, "↑", "up"), move(1, "↓", "down"));
      });
    },
  };

  function sort(item) {
    const steps = item.controls.map((c) => c.closest("li"));
    const place = (step) => +one("input", step).value;
    steps.sort((a, b) => place(a) - place(b)).forEach((step) => {
      one(".number", step).textContent = place(step);
      step.parentNode.append(step);
    });
  }

  function tell(item, text) {
    let said = one(".hint", item.li);
    if (!said) {
      said = make("p", { className: "hint made" });
      said.setAttribute("role", "status");
      acts.before(said);
    }
    said.textContent = text;
  }

  // --- feedback ---------------------------------------------------------------------------------

  const sign = (good) => (good ? "right" : "wrong");
  const said = (good, word, ...content) =>
    make(
      "div",
      { className: `said made ${good === null ? "" : sign(good)}` },
      make("b", {}, `${good === null ? "" : good ? "✓ " : "✗ "}${word}`),
      " ",
      ...content,
    );

  const after = {
    choice(item, state) {
      const single = item.boxes[0].type === "radio";
      item.boxes.forEach((control, place) => {
        const label = control.closest("label");
        const right = item.key.includes(place);
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
          label.after(said(word ? good : null, word || "", ...(why ? copy(why) : [])));
        }
      });
      const ground = item.controls.find((c) => !box(c));
      if (ground && ground.value) {
        ground
          .closest("label")
          .after(said(null, "Yours to judge:", "compare it with the reason and the evidence below."));
      }
    },
    match(item, state, parts) {
      const pairs = all(".pairs > li", item.answer);
      item.controls.forEach((select, place) => {
        const name = words(select.options[item.key[place]]);
        const entry = said(parts[place], parts[place] ? "Right" : `Not yet: ${name}.`);
        if (pairs[place]) entry.append(...copy(pairs[place]));
        prove(entry, all("data", entry), false);
        select.closest("li").append(entry);
      });
    },
    order(item) {
      const whens = all(".whens > li", item.answer).map(words);
      item.controls.forEach((input, place) => {
        const step = input.closest("li");
        const number = item.key[place];
        const right = +input.value === number;
        const when = whens[number - 1] ? `: ${whens[number - 1]}` : "";
        step.classList.add(sign(right));
        step.append(said(right, `${right ? "Right" : "Not yet"}, number ${number}${when}`));
      });
    },
    fill(item, state, parts) {
      const inline = one(".gap", item.li);
      let last = inline;
      item.controls.forEach((control, place) => {
        const entry = said(parts[place], "");
        const write = () => {
          const good = grade(item, state).parts[place];
          entry.className = `said made ${sign(good)}`;
          one("b", entry).textContent = good ? "✓ Right" : "✗ Not yet";
        };
        write();
        const [right, ...others] = item.key[place];
        entry.append("The key: ", make("b", {}, right), ...others.map((text) => ` or ${text}`));
        const own = plain(state.given[place]);
        const rejected = item.rejected.find((e) => plain(words(one("b", e))) === own);
        if (rejected) entry.append(make("p", {}, ...copy(rejected)));
        else if (own && !isOne(own, item.key[place])) {
          entry.append(judge(item, state, place, "Mine means the same: count it", write));
        }
        (last || control.closest("label")).after(entry);
        if (inline) last = entry;
      });
    },
    list(item, state) {
      item.controls.forEach((control, place) => {
        if (!plain(state.given[place])) return;
        const text = "This point is in the key, or as good as one that is: count it";
        control.closest("label").after(make("div", { className: "made" }, judge(item, state, place, text)));
      });
    },
    rubric(item, state) {
      all(".rubric > li", item.answer).forEach((level) => {
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

  const meanings = all("#meanings > dt");
  const meaning = (label) => {
    const term = meanings.find((dt) => words(dt) === words(label));
    return term && term.nextElementSibling;
  };

  // Put each claim at the end of what rests on it, as the sources tell it; claims of one paragraph
  // stand together.
  function prove(within, rests, open) {
    const proofs = new Map();
    rests.forEach((rest) => {
      const claim = one(`#c${rest.value}`);
      const paragraph = claim.closest("p");
      const [says, note] = [claim.cloneNode(true), one("small", claim).cloneNode(true)];
      one("small", says).remove();
      const source = words(one("h2", claim.closest("section")));
      const head = make("summary", {}, `${source}, paragraph ${words(one("b", paragraph))}`);
      const proof =
        proofs.get(paragraph) || make("details", { className: "proof made", open }, head);
      proofs.set(paragraph, proof);
      proof.append(make("p", {}, ...says.childNodes));
      const quote = one("q", rest) || one("q", note);
      if (quote) proof.append(make("p", {}, "In its words: ", quote.cloneNode(true)));
      all("q", note).forEach((q) => q.remove());
      const names = ["Said by", "Kind", "As of", "Caution"];
      const rows = words(note).split(" · ").flatMap((text, place) => [
        make("dt", {}, names[place] || ""),
        make("dd", {}, text),
      ]);
      const show = make("a", { href: `#${claim.id}`, textContent: "Show it in the source" });
      proof.append(make("dl", {}, ...rows), show);
    });
    within.append(...proofs.values());
  }

  // The figures that an answer compares, drawn; what a screen reader hears of them is in the title.
  function picture(within, charts) {
    charts.forEach((chart) => {
      const drawn = one(`#figures-${chart.value} svg`).cloneNode(true);
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
    const waits = ["list", "rubric"].includes(item.type) && !state.judged.length;
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
    after[item.type](item, state, grade(item, state).parts);
    const rests = all(":scope > data:not(.chart)", item.answer);
    prove(item.answer, rests, rests.length < 3);
    picture(item.answer, all(".chart", item.answer));
    item.answer.hidden = false;
  }

  // --- a round ----------------------------------------------------------------------------------

  const home = one("#home");
  const bar = one("#bar");
  const sources = one("#sources");
  const items = all(".items > li").map(setUp);
  const named = new Map(items.map((item) => [item.id, item]));
  const check = make("button", { className: "main", textContent: "Check" });
  const showAnswer = make("button", { type: "button", textContent: "Show the answer" });
  const next = make("button", { type: "button", className: "main", textContent: "Next" });
  const acts = make("p", { className: "acts" }, check, showAnswer, next);
  let current = null;

  const done = (item) => kept.items[item.id];
  const right = (item) => done(item) && done(item).score === 1;
  const missed = (item) => done(item) && done(item).score < 1;
  const ticked = (name) => all(`[name=${name}]:checked`, home).map((input) => input.value);

  // The easier questions of every skill first, then the harder ones: a round has something of all.
  const mixed = items
    .map((item) => ({ item, place: [...item.li.parentNode.children].indexOf(item.li) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);

  function chosen() {
    const skills = ticked("skill");
    const levels = ticked("level");
    return mixed.filter((item) => skills.includes(item.skill) && levels.includes(item.level));
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
    // The focus goes to the verdict, and as much of what follows it as there is room for is seen.
    one("h3", current.answer).focus({ preventScroll: true });
    const fits = current.answer.offsetHeight < 0.7 * innerHeight;
    current.answer.scrollIntoView({ block: fits ? "nearest" : "start" });
  }

  function empty() {
    if (current.type === "order") return false;
    const given = read(current);
    if (current.boxes.length) return !current.boxes.some((c) => c.checked);
    return current.type === "match" ? given.includes("") : !given.some((text) => plain(text));
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

  // --- events -----------------------------------------------------------------------------------

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
    if (empty()) {
      const some = current.type === "match" ? "Choose an answer in every row first." : "Answer first.";
      tell(current, `${some} You can also have the answer shown.`);
    } else answer();
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
  // What the sources were opened from gets the focus back when they close.
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
    const lost = document.activeElement === document.body || sources.contains(document.activeElement);
    if (!sources.open && lost && document.body.classList.contains("playing")) opener.focus();
  });

  load();
  items.forEach((item) => (item.li.hidden = item.section.hidden = item.answer.hidden = true));
  if (kept.choice) {
    all("input", home).forEach((input) => {
      input.checked = kept.choice[input.name].includes(input.value);
    });
  }
  goHome();
  one("main").hidden = false;
})();
