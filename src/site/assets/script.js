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

  // As people write names: without case, accents and umlauts, "Sankt" for "St.".
  function folded(text) {
    return text.toLowerCase()
      .replace(/ß/g, "ss").replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u")
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "")
      .replace(/\bst\b\.?/g, "sankt")
      .replace(/[^a-z0-9]+/g, " ").trim();
  }

  var entries = known.places.map(function (place) {
    return { name: place[0], region: known.regions[place[1]], codes: place[2], within: place[3], key: folded(place[0]) };
  });
  known.regions.forEach(function (region) {
    entries.push({ name: region[0], region: region, codes: "", within: "", key: folded(region[0]) });
  });

  // A whole name before the beginning of one, that before the beginning of a later word.
  function rank(entry, typed) {
    if (/^\d+$/.test(typed)) {
      return entry.codes.split(" ").some(function (code) { return code && code.indexOf(typed) === 0; }) ? 0 : -1;
    }
    if (entry.key === typed) return 0;
    if (entry.key.indexOf(typed) === 0) return 1;
    return (" " + entry.key).indexOf(" " + typed) >= 0 ? 2 : -1;
  }

  function find(text) {
    // "52349 Düren" is found by its number.
    var code = /\b\d{5}\b/.exec(text);
    var typed = code ? code[0] : folded(text);
    if (!typed) return [];
    return entries
      .map(function (entry, place) { return { entry: entry, rank: rank(entry, typed), place: place }; })
      .filter(function (hit) { return hit.rank >= 0; })
      .sort(function (a, b) { return a.rank - b.rank || a.place - b.place; })
      .map(function (hit) { return hit.entry; });
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
