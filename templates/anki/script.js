// Progressive: without it the options stand in the author's order and can be read, not tapped.
(function () {
  "use strict";
  var card = document.querySelector(".kz");
  var choice = card && card.querySelector(".kz-choice");
  var list = choice && choice.querySelector("ol");
  if (!list) return;
  var back = card.classList.contains("kz-back");
  var options = Array.prototype.slice.call(list.children);
  var key = card.getAttribute("data-key");

  // The same order on both sides in every client: seeded by the card and the day, nothing stored.
  function random(seed) {
    var state = 2166136261;
    for (var i = 0; i < seed.length; i++) {
      state = Math.imul(state ^ seed.charCodeAt(i), 16777619);
    }
    return function () {
      state = (state + 0x6d2b79f5) | 0;
      var mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  function shuffle() {
    var today = new Date();
    var day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].join("-");
    var next = random(key + " " + day);
    var moving = options.filter(function (option) {
      return !option.hasAttribute("data-last");
    });
    for (var i = moving.length - 1; i > 0; i--) {
      var j = Math.floor(next() * (i + 1));
      var kept = moving[i];
      moving[i] = moving[j];
      moving[j] = kept;
    }
    var staying = options.filter(function (option) {
      return option.hasAttribute("data-last");
    });
    moving.concat(staying).forEach(function (option) {
      list.appendChild(option);
    });
  }

  function pick(option, said) {
    var verdict = ["right", "arguable"].filter(function (name) {
      return option.hasAttribute("data-" + name);
    })[0] || "wrong";
    option.classList.add("kz-" + verdict);
    option.setAttribute("aria-pressed", "true");
    said.textContent = choice.getAttribute("data-say-" + verdict);
    said.className = "kz-say kz-" + verdict;
    // Only to mark the first pick on the back; where a client reloads the page it is forgotten.
    if (!window.kzquizPick) {
      window.kzquizPick = { key: key, at: options.indexOf(option) };
    }
  }

  function listen() {
    var said = document.createElement("p");
    said.className = "kz-say";
    said.setAttribute("role", "status");
    choice.appendChild(said);
    window.kzquizPick = null;
    list.setAttribute("role", "group");
    options.forEach(function (option) {
      option.classList.add("tappable"); // AnkiMobile: a tap here does not turn the card
      option.setAttribute("role", "button");
      option.setAttribute("aria-pressed", "false");
      option.tabIndex = 0;
      option.addEventListener("click", function (event) {
        event.stopPropagation();
        pick(option, said);
      });
      option.addEventListener("keydown", function (event) {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        pick(option, said);
      });
    });
  }

  if (!list.hasAttribute("data-fixed")) shuffle();
  if (!back) {
    listen();
  } else if (window.kzquizPick && window.kzquizPick.key === key) {
    var picked = options[window.kzquizPick.at];
    if (!picked) return;
    picked.classList.add("kz-picked");
    // Who picked another option wants to know what speaks for it or against it.
    var fold = choice.querySelector("details");
    if (fold && !picked.hasAttribute("data-right")) fold.open = true;
  }
})();
