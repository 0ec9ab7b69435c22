// Every word that the script shows is here. What differs is handed in.

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

const TEXT = {
  // The start page
  start: (number, quick) => `Start: ${count(number, "question")}${quick ? ", about 2 minutes" : ""}`,
  onceMore: (number) => `Once more: ${count(number, "question")}`,
  missed: (number) => `Practise what I missed (${number})`,
  tally: (right, all, missed) => `${right} of ${all}${missed ? ` · ${missed} missed` : ""}`,
  lesson: (number) => `Class mode: ${count(number, "question")}`,
  noLesson: "Nothing here can be voted on: choose another skill or level for class mode.",
  noQuestions: "No question is of this skill and this level: choose more of them.",

  // A round
  place: (at, all, level) => `${at} of ${all} · ${level}`,
  again: (at, all, level) => `Once more: ${at} of ${all} · ${level}`,
  check: "Check",
  showAnswer: "Show the answer",
  next: "Next",
  end: "See how it went",
  answerFirst: "Answer first. You can also have the answer shown.",
  everyRow: "Choose an answer in every row first. You can also have the answer shown.",
  choose: "Choose …",
  arrows: " The arrows move a step up or down.",
  up: (step) => `Move up: ${step}`,
  down: (step) => `Move down: ${step}`,
  moved: (at, all, step) => `Now number ${at} of ${all}: ${step}`,

  // What came of an answer
  rightAnswer: "Right answer:",
  rightAnswers: "Right answers:",
  anyOf: (number) => `Right answer: any ${number} of these`,
  example: "Right answer, for example:",
  or: " or ",
  correct: "Correct",
  inARow: (number) => ` · ${number} in a row`,
  notYet: "Not yet",
  someRight: (right, all) => `: ${right} of ${all} right`,
  nearly: ": nearly",
  seen: "Seen: this counts neither as right nor as wrong. The question comes again.",
  judge: "Now compare, and judge your own answer",
  right: "Right",
  wrong: "Not yet",
  number: (at, when) => `number ${at}${when ? `: ${when}` : ""}`,
  arguable: "That can be argued",
  counted: "Counted: it can be argued",
  canBeArgued: "Can be argued",
  gaveReason: "Did you give this reason? Count it",
  isRight: "Right answer",
  yourChoice: "You chose this",
  classChoice: "The class chose this",
  rightToTick: "Right to tick",
  belongs: "Belongs too",
  doesNotBelong: "Does not belong",
  youWrote: (text) => `You wrote “${text}”. `,
  meansTheSame: "Mine means the same: count it",
  countPoint: "This point is in the key, or as good as one that is: count it",
  mine: (level) => `Mine is ${level}`,
  yoursToJudge: "Yours to judge: compare it with the reason and the evidence.",
  others: "The other answers",
  evidence: (places) => `Evidence: ${places}`,
  // A place with a colon is the time code of a recording.
  claimPlace: (source, place) => `${source}, ${place.includes(":") ? "" : "paragraph "}${place}`,
  inItsWords: "In its words: ",
  claimFacts: ["Said by", "Kind", "As of", "Caution"],
  showSource: "Show it in the source",
  figures: "The figures, drawn",

  // The end of a round
  result: (right, all) => `${right} of ${all} correct`,
  allSeen: (number) => `${count(number, "question")} seen`,
  alsoSeen: (number) => `${count(number, "question")} seen: neither right nor wrong.`,
  streak: (number) => `Longest run: ${number} right in a row.`,
  bySkill: "By skill",
  byQuestion: "Question by question",
  outcomes: {
    right: "✓ Correct",
    argued: "◐ Counted",
    arguable: "◐ Arguable",
    partly: "✗ Partly",
    wrong: "✗ Not yet",
    seen: "Seen",
  },
  praise(share) {
    if (share === 1) return "All of them. You read closely and let the sources speak.";
    if (share >= 0.7) return "A strong round. Look again at those you missed: each tells you why.";
    if (share >= 0.4) return "Well on the way. The evidence of each answer shows where to look.";
    return "A hard round. Keep the sources open beside the questions, and try those again.";
  },

  // Class mode
  lessonKeys:
    "Vote by hand, or with cards. A key A to F marks what the class chose, Space shows the answer " +
    "and then the reasons, ← and → move on, Esc leaves.",
  showReasons: "Show the reasons",
  back: "Back",
  leave: "Leave",
  stop: "Stop",

  noShape: (shape) => `its script knows no answer of the shape “${shape}”`,
  failed: (message) =>
    `This page cannot be played: ${message}. All questions can be read below. ` +
    "Whoever made the page can build it anew with kzquiz.",
};
