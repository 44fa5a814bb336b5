(function () {
  "use strict";
  var MOST = 200;
  var table = document.getElementById("list"), body = table.tBodies[0], rows = Array.from(body.rows);
  var find = document.getElementById("find"), mark = document.getElementById("by-mark");
  var region = document.getElementById("by-region"), division = document.getElementById("by-division");
  var shown = document.getElementById("shown"), words = shown.dataset, heads = Array.from(table.tHead.rows[0].cells);
  var lists = Array.from(document.querySelectorAll("#lists button"));
  var found = table.appendChild(document.createElement("tbody"));
  var order = null, all = null, failed = !words.file;
  document.documentElement.classList.add("js");

  function say(text, numbers) {
    shown.value = Object.keys(numbers).reduce(function (text, name) {
      return text.replace("{" + name + "}", Number(numbers[name]).toLocaleString("en"));
    }, text);
  }
  function wanted() {
    return find.value.toLowerCase().split(/\s+/).filter(Boolean);
  }
  function fits(set) {
    var value = mark.value;
    return (!value || (value === "not" ? set.s !== "graded" : value === "g:" + set.g || value === "s:" + set.s || value === "c:" + set.c))
      && (!region.value || region.value === set.r)
      && (!division.value || division.value === set.d);
  }
  function number(text) {
    var value = parseFloat(text.replace(/,/g, ""));
    return isNaN(value) ? null : value;
  }
  // Entries { key, place } in the order asked for; those without a key stand last.
  function sorted(entries) {
    if (!order) return entries;
    var collator = new Intl.Collator(document.documentElement.lang, { numeric: true }), numeric = order.numeric;
    return entries.sort(function (a, b) {
      var none = (a.key === null || a.key === "") - (b.key === null || b.key === "");
      if (none || a.key === null || a.key === "") return none || a.place - b.place;
      return (numeric ? a.key - b.key : collator.compare(a.key, b.key)) * order.way || a.place - b.place;
    });
  }
  function key(text) {
    return order.numeric ? number(text) : text;
  }

  // What stands on the page.
  var facts = rows.map(function (row, place) {
    return { row: row, place: place, text: row.textContent.toLowerCase(), set: row.dataset };
  });
  function list() {
    var pressed = lists.find(function (button) { return button.getAttribute("aria-pressed") === "true"; });
    return pressed && !searching() ? pressed.value : "";
  }
  function showPage() {
    var parts = wanted(), letter = list(), count = 0;
    facts.forEach(function (fact) {
      var fit = fact.set.l.indexOf(letter) >= 0 && fits(fact.set)
        && parts.every(function (part) { return fact.text.indexOf(part) >= 0; });
      fact.row.hidden = !fit;
      if (fit) count += 1;
    });
    if (order) {
      facts.forEach(function (fact) { fact.key = key(fact.row.cells[order.at].textContent.trim()); });
      var fragment = document.createDocumentFragment();
      sorted(facts.slice()).forEach(function (fact) { fragment.appendChild(fact.row); });
      body.appendChild(fragment);
    }
    found.textContent = "";
    body.hidden = false;
    table.toggleAttribute("data-empty", count === 0);
    say(words.words, { shown: count, all: words.all || rows.length });
    if (words.file && failed && searching()) shown.value = words.missing;
  }

  // What stands in the search file: id, name, industry, region, grade, status, level, emissions, intensity, reference, ratio,
  // margin, flags, address, previous grade, what became of it.
  var FIELD = [1, null, null, null, null, 7, 8, 9, 10, 11, null];
  function searching() {
    return Boolean(wanted().length || mark.value || region.value || division.value);
  }
  function load() {
    if (document.getElementById("search")) return;
    var script = document.createElement("script");
    script.id = "search";
    script.src = words.file;
    script.onload = script.onerror = function () {
      var data = window.carbonlabelSearch;
      if (data && data.run === words.run) {
        var lines = data.rows.split("\n").filter(Boolean);
        all = { lines: lines, texts: lines.map(function (line) { return line.toLowerCase(); }), names: data.names };
      } else {
        failed = true;
      }
      show();
    };
    document.head.appendChild(script);
  }
  function named(names, part, text) {
    var codes = {};
    Object.keys(names).forEach(function (code) { if (text(names[code]).toLowerCase().indexOf(part) >= 0) codes[code] = true; });
    return codes;
  }
  // For each word, the codes of industries and regions whose names hold it.
  function meanings(parts) {
    return parts.map(function (part) {
      return {
        part: part,
        industries: named(all.names.industries, part, function (name) { return name; }),
        regions: named(all.names.regions, part, function (name) { return name[0]; })
      };
    });
  }
  function cell(fields, at) {
    var names = all.names;
    switch (at) {
      case 1: return names.industries[fields[2]] || fields[2];
      case 2: return (names.regions[fields[3]] || [fields[3]])[0];
      case 3: return fields[4] || names.statuses[fields[5]] || fields[5];
      case 4: return fields[6] ? names.levels[fields[6]][0] : "";
      case 10: return fields[12].split(";").filter(Boolean).map(function (flag) { return names.flags[flag] || flag; }).join("; ");
      default: return fields[FIELD[at]];
    }
  }
  function showFound() {
    var parts = meanings(wanted()), filters = mark.value || region.value || division.value, hits = [];
    if (!order) order = { at: 5, numeric: true, way: -1 };
    all.lines.forEach(function (line, place) {
      var fields = null, text = all.texts[place];
      function split() { return fields || (fields = line.split("\t")); }
      var fit = parts.every(function (word) {
        return text.indexOf(word.part) >= 0 || word.industries[split()[2]] || word.regions[split()[3]];
      });
      if (!fit) return;
      split();
      var home = all.names.regions[fields[3]];
      if (filters && !fits({ g: fields[4], s: fields[5] || "graded", c: fields[15], r: home && home[1], d: fields[2].slice(0, 2) })) return;
      hits.push({ key: key(cell(fields, order.at)), place: place, fields: fields });
    });
    sorted(hits);
    var fragment = document.createDocumentFragment();
    hits.slice(0, MOST).forEach(function (hit) { fragment.appendChild(made(hit.fields)); });
    found.textContent = "";
    found.appendChild(fragment);
    body.hidden = true;
    table.toggleAttribute("data-empty", hits.length === 0);
    say(words.found, { found: hits.length, shown: Math.min(MOST, hits.length), all: words.all });
  }
  function grouped(text) {
    return text.replace(/^-?\d+/, function (whole) { return whole.replace(/\B(?=(\d{3})+$)/g, ","); });
  }
  function put(parent, tag, name, text) {
    var element = parent.appendChild(document.createElement(tag));
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }
  function made(fields) {
    var row = document.createElement("tr"), head = put(row, "th"), names = all.names;
    head.scope = "row";
    if (fields[13]) {
      put(head, "a", "", fields[1]).setAttribute("href", fields[13]);
    } else {
      head.appendChild(document.createTextNode(fields[1]));
    }
    put(head, "span", "sub", fields[0]);
    put(put(put(row, "td"), "span", "", cell(fields, 1)), "span", "sub", fields[2]);
    put(row, "td", "", cell(fields, 2));
    var grade = names.grades[fields[4]], level = names.levels[fields[6]];
    var given = put(row, "td"), seal = put(given, "span", grade ? "seal" : "why", cell(fields, 3));
    if (fields[14]) {
      var was = put(given, "span", "sub was", words.previous + " " + fields[14]);
      was.dataset.c = fields[15];
      was.title = names.changes[fields[15]];
    }
    if (grade) {
      seal.title = grade[0];
      seal.style.cssText = grade[1];
    }
    var place = put(row, "td", "lv");
    if (level) {
      place = put(place, "span");
      put(place, "span", "dot").style.cssText = level[1];
      place.appendChild(document.createTextNode(level[0]));
    }
    [5, 6, 7, 8, 9].forEach(function (at) { put(row, "td", "n", grouped(cell(fields, at))); });
    put(row, "td", "flags", cell(fields, 10));
    return row;
  }

  function show() {
    if (lists.length) lists[0].parentNode.toggleAttribute("data-idle", searching());
    if (!searching() || failed) return showPage();
    if (all) return showFound();
    shown.value = words.loading;
    load();
  }
  function sortBy(at, way) {
    order = { at: at, numeric: heads[at].hasAttribute("data-n"), way: way };
    heads.forEach(function (head) { head.removeAttribute("aria-sort"); });
    heads[at].setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
  }
  var waiting;
  find.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(show, 200); });
  [mark, region, division].forEach(function (field) { field.addEventListener("change", show); });
  function clear() {
    find.value = ""; mark.value = ""; region.value = ""; division.value = "";
  }
  document.getElementById("clear").addEventListener("click", function () {
    clear();
    show();
    find.focus();
  });
  lists.forEach(function (button) {
    button.addEventListener("click", function () {
      lists.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
      clear();
      sortBy(Number(button.dataset.by), -1);
      show();
    });
  });
  heads.forEach(function (head, at) {
    var button = head.querySelector("button");
    if (button) button.addEventListener("click", function () {
      sortBy(at, head.getAttribute("aria-sort") === "ascending" ? -1 : 1);
      show();
    });
  });
  show();
}());
