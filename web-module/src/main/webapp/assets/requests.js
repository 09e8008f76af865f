/* The request log's live tail: while it is on and somebody can see it, new lines come in at the top. */
(function () {
  'use strict';

  var PAUSE = 2500;
  var MOST = 200; // lines that are kept in the page
  var next = null;

  function tail() { return document.getElementById('tail'); }

  function isOn() { return tail().getAttribute('aria-checked') === 'true'; }

  function at(row) { return Date.parse(row.querySelector('time').getAttribute('datetime')); }

  function body() { return document.getElementById('requestsTable_data'); }

  function lines() { return Array.from(body().querySelectorAll(':scope > tr[data-rk]')); }

  /** Later pages stand still: what is new belongs on the first. */
  function isFirstPage() {
    var paginator = window.PF('requestsTable').paginator;
    return !paginator || paginator.getCurrentPage() === 0;
  }

  /** On a phone each cell has its heading, which the table's own script gives to its own lines only. */
  function titled(row) {
    var headings = document.querySelectorAll('#requestsTable_head th .ui-column-title');
    Array.from(row.cells).forEach(function (cell, index) {
      var title = document.createElement('span');
      title.className = 'ui-column-title';
      title.textContent = headings[index].textContent;
      cell.prepend(title);
    });
    return row;
  }

  /** Puts a line where its time belongs; one that is older than all on a full page belongs on the next. */
  function place(row) {
    var shown = lines();
    var older = shown.find(function (each) { return at(each) < at(row); });
    if (!older && shown.length >= Number(tail().getAttribute('data-rows'))) { return false; }
    var nothing = body().querySelector(':scope > tr.ui-datatable-empty-message');
    if (nothing) { nothing.remove(); }
    body().insertBefore(titled(row), older || null);
    return true;
  }

  function take(html) {
    if (!isFirstPage()) { return; }
    var known = new Set(lines().map(function (row) { return row.getAttribute('data-rk'); }));
    var fetched = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('#newer tr[data-rk]');
    var placed = Array.from(fetched).reverse().filter(function (row) {
      return !known.has(row.getAttribute('data-rk')) && place(document.importNode(row, true));
    });
    lines().slice(MOST).forEach(function (row) {
      var receipt = row.nextElementSibling;
      if (receipt && receipt.classList.contains('ui-expanded-row-content')) { receipt.remove(); }
      row.remove();
    });
    if (placed.length) { window.qnp.say(tail().getAttribute('data-came').replace('{0}', placed.length)); }
  }

  function look() {
    fetch(tail().getAttribute('data-tail'), { credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok || answer.redirected) { throw new Error('refused'); }
      return answer.text();
    }).then(function (html) {
      if (isOn()) { take(html); }
      again();
    }).catch(function () {
      turn(false);
      window.qnp.say(tail().getAttribute('data-lost'));
    });
  }

  function again() {
    clearTimeout(next);
    next = isOn() && !document.hidden ? setTimeout(look, PAUSE) : null;
  }

  function turn(on) {
    tail().setAttribute('aria-checked', on);
    if (on) { look(); } else { again(); }
  }

  document.addEventListener('DOMContentLoaded', function () {
    tail().addEventListener('click', function () { turn(!isOn()); });
  });
  document.addEventListener('visibilitychange', function () {
    if (isOn() && !document.hidden) { look(); } else { again(); }
  });
})();
