// Plays the quiz in this page: rounds by skill and level, one question at a time; or a whole class.
//
// Without the script all questions can be read, ticked and printed. It reads these elements:
//
//   li[data-shape]    a question. The name of its answer shape picks an entry of SHAPES.
//     data-level, data-skill   a round is chosen by them
//     data-key        the key in numbers from 1: the right options of a choice, the target of each
//                     prompt of a match, the place of each step of an order as it is shown
//     data-marking    how a text is marked: by its “key”, by its “points” or by a “rubric”
//     data-shuffle    its options, targets or steps may stand in any order; those with data-last
//                     stay last
//     fieldset        the fields to answer in, in the order of the key
//     .answer         the answer, hidden until the question is answered. In it:
//       .keys > li    for each field to write in: the key in a <b>, other right answers in <span>s
//       .whys, .pairs, .whens, .list, .reject, .rubric   texts that SHAPES shows where they belong
//       a             a link to a claim in the sources, as evidence, or to a chart of its figures
//   #sources          the sources. A claim in them ends in a hidden <small> with its details.
//
// Elements that the script adds after an answer have the class “made”. They are removed when the
// question is asked again. The question that is shown has the class “now”, those of the round
// “asked”: what is hidden on the screen can still be printed.

// The newest function used here, from 2020. An older browser shows the page without the script.
if (!Element.prototype.replaceChildren) return;
