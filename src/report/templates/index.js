(function () {
  "use strict";
  var table = document.getElementById("list"), body = table.tBodies[0], rows = Array.from(body.rows);
  var find = document.getElementById("find"), mark = document.getElementById("by-mark");
  var region = document.getElementById("by-region"), division = document.getElementById("by-division");
  var shown = document.getElementById("shown"), heads = Array.from(table.tHead.rows[0].cells);
  document.documentElement.classList.add("js");
  var facts = rows.map(function (row) {
    return { row: row, text: row.textContent.toLowerCase(), set: row.dataset };
  });
  function fits(fact, words) {
    var wanted = mark.value, set = fact.set;
    return words.every(function (word) { return fact.text.indexOf(word) >= 0; })
      && (!wanted || (wanted === "not" ? set.s !== "graded" : wanted === "g:" + set.g || wanted === "s:" + set.s))
      && (!region.value || region.value === set.r)
      && (!division.value || division.value === set.d);
  }
  function filter() {
    var words = find.value.toLowerCase().split(/\s+/).filter(Boolean), count = 0;
    facts.forEach(function (fact) {
      var fit = fits(fact, words);
      fact.row.hidden = !fit;
      if (fit) count += 1;
    });
    table.toggleAttribute("data-empty", count === 0);
    shown.value = shown.dataset.words.replace("{shown}", count.toLocaleString("en")).replace("{all}", rows.length.toLocaleString("en"));
  }
  function key(row, at, numeric) {
    var text = row.cells[at].textContent.trim();
    if (!numeric) return text;
    var number = parseFloat(text.replace(/,/g, ""));
    return isNaN(number) ? null : number;
  }
  function sort(at) {
    var head = heads[at], numeric = head.hasAttribute("data-n");
    var way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
    var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    var keyed = rows.map(function (row, place) { return { row: row, place: place, key: key(row, at, numeric) }; });
    keyed.sort(function (a, b) {
      if (a.key === null || a.key === "" || b.key === null || b.key === "") {
        return (a.key === null || a.key === "") - (b.key === null || b.key === "") || a.place - b.place;
      }
      var order = numeric ? a.key - b.key : collator.compare(a.key, b.key);
      return order * way || a.place - b.place;
    });
    var sorted = document.createDocumentFragment();
    keyed.forEach(function (entry) { sorted.appendChild(entry.row); });
    body.appendChild(sorted);
  }
  var waiting;
  find.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  [mark, region, division].forEach(function (field) { field.addEventListener("change", filter); });
  document.getElementById("clear").addEventListener("click", function () {
    find.value = ""; mark.value = ""; region.value = ""; division.value = "";
    filter();
    find.focus();
  });
  heads.forEach(function (head, at) {
    var button = head.querySelector("button");
    if (button) button.addEventListener("click", function () { sort(at); });
  });
  filter();
}());
