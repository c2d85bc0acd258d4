// Makes the search for a place quick. Without it, the form leads to the list of places.
(function () {
  "use strict";
  var form = document.querySelector("form.place-search");
  var known = window.bildungsnetz;
  if (!form || !known) return;

  var MOST = 12;
  var input = form.querySelector("input");
  var status = form.querySelector(".status");
  var list = form.querySelector(".found");
  var isHere = form.dataset.here === "#";

  // As people write names: without case, accents, umlauts and marks.
  function words(text) {
    var plain = text.toLowerCase()
      .replace(/ß/g, "ss").replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u")
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "")
      .replace(/[^a-z0-9]+/g, " ").trim();
    return plain ? plain.split(" ") : [];
  }

  // Words that mean the same ("St." and "Sankt"), and those that only say what kind of place it is.
  var same = new Map();
  known.same.forEach(function (group) {
    group.slice(1).forEach(function (word) { same.set(words(word).join(" "), words(group[0]).join(" ")); });
  });
  var general = new Set();
  known.general.forEach(function (word) { words(word).forEach(function (part) { general.add(part); }); });

  // The last word may still be being typed.
  function unabbreviated(list, isTyped) {
    return list.map(function (word, at) { return isTyped && at === list.length - 1 ? word : same.get(word) || word; });
  }

  function entry(name, region, codes, within) {
    var own = unabbreviated(words(name));
    return {
      name: name, region: region, codes: codes.split(" "), within: within,
      key: own.join(" "), own: own, around: words(within + " " + region[0])
    };
  }

  var entries = known.places.map(function (place) { return entry(place[0], known.regions[place[1]], place[2], place[3]); });
  known.regions.forEach(function (region) { entries.push(entry(region[0], region, "", "")); });

  function begins(word, typed) { return word.indexOf(typed) === 0; }

  // One letter too many, too few, another one, or two exchanged.
  function isAlmost(word, typed) {
    if (typed.length < 4 || Math.abs(word.length - typed.length) > 1) return false;
    var at = 0;
    while (at < word.length && word[at] === typed[at]) at++;
    return word.slice(at + 1) === typed.slice(at + 1) || word.slice(at + 1) === typed.slice(at) || word.slice(at) === typed.slice(at + 1) ||
      (word[at] === typed[at + 1] && word[at + 1] === typed[at] && word.slice(at + 2) === typed.slice(at + 2));
  }

  // A whole name before the beginning of one, that before beginnings of its words in any order, and
  // these before the name of a part of a town with that of the town or region.
  function rank(entry, typed, fits) {
    var text = typed.join(" ");
    if (entry.key === text) return 0;
    if (begins(entry.key, text)) return 1;
    var isIn = function (list) { return function (word) { return list.some(function (known) { return fits(known, word); }); }; };
    var own = typed.filter(isIn(entry.own));
    if (own.length === typed.length) return 2;
    return own.length && typed.every(isIn(entry.own.concat(entry.around))) ? 3 : -1;
  }

  function ranked(rankOf) {
    return entries
      .map(function (entry, place) { return { entry: entry, rank: rankOf(entry), place: place }; })
      .filter(function (hit) { return hit.rank >= 0; })
      .sort(function (a, b) { return a.rank - b.rank || a.place - b.place; })
      .map(function (hit) { return hit.entry; });
  }

  function find(text) {
    // "52349 Düren" and "D-52349" are found by the number.
    var code = /\b\d{5}\b/.exec(text) || /^\s*\d+\s*$/.exec(text);
    if (code) {
      var number = code[0].trim();
      return ranked(function (entry) { return entry.codes.some(function (known) { return known && begins(known, number); }) ? 0 : -1; });
    }
    var typed = unabbreviated(words(text), true);
    var telling = typed.filter(function (word) { return !general.has(word); });
    var hits = [];
    [[typed, begins], [telling, begins], [telling, isAlmost]].forEach(function (way) {
      if (!hits.length && way[0].length) hits = ranked(function (entry) { return rank(entry, way[0], way[1]); });
    });
    return hits;
  }

  function address(entry) {
    return isHere ? "#region-" + entry.region[1] : form.dataset.regions + entry.region[1] + ".html#office";
  }

  function show() {
    var hits = find(input.value);
    list.textContent = "";
    hits.slice(0, MOST).forEach(function (entry) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = address(entry);
      var name = document.createElement("strong");
      name.textContent = entry.name + (entry.within ? " (" + entry.within + ")" : "");
      link.appendChild(name);
      if (entry.name !== entry.region[0]) link.appendChild(document.createTextNode(" – " + entry.region[0]));
      item.appendChild(link);
      list.appendChild(item);
    });
    status.textContent = !input.value.trim() ? "" : hits.length ? form.dataset.found + " " + hits.length : form.dataset.none;
    return hits;
  }

  // The focus goes where the link leads, also on the same page.
  function follow(link) {
    link.click();
    var target = isHere && document.getElementById(link.hash.slice(1));
    if (target) target.focus();
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", function (event) {
    var first = list.querySelector("a");
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    } else if (event.key === "Escape") {
      input.value = "";
      show();
    }
  });
  list.addEventListener("keydown", function (event) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    if (at < 0 || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    (links[event.key === "ArrowDown" ? at + 1 : at - 1] || input).focus();
  });
  form.addEventListener("submit", function (event) {
    show();
    var first = list.querySelector("a");
    if (first) {
      event.preventDefault();
      follow(first);
    } else if (input.value.trim()) {
      event.preventDefault();
    }
  });

  // Typed on a page without the script's data, or kept in the address.
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    show();
  }
})();
