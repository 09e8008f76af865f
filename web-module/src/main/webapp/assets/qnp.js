/* The pages' own script. It runs in the head, so that the theme is there before anything is drawn. */
(function () {
  'use strict';

  var root = document.documentElement;

  // ---- theme: what the system prefers, unless the reader chose otherwise
  var darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

  function stored(name) {
    try { return localStorage.getItem(name); } catch (blocked) { return null; }
  }

  function isDark() {
    var theme = root.getAttribute('data-theme');
    return theme ? theme === 'dark' : darkSystem.matches;
  }

  var chosen = stored('qnp-theme');
  if (chosen === 'light' || chosen === 'dark') {
    root.setAttribute('data-theme', chosen);
  }

  function toggleTheme() {
    var theme = isDark() ? 'light' : 'dark';
    root.setAttribute('data-theme', theme);
    try { localStorage.setItem('qnp-theme', theme); } catch (blocked) { /* then it lasts for this page */ }
    recolour();
  }

  // ---- a click that is faster than the page's scripts waits for them: without, it would send the whole form
  var early = null;

  function hold(event) {
    var button = event.target.closest && event.target.closest('button.ui-button');
    if (button) {
      event.preventDefault();
      event.stopImmediatePropagation();
      early = button;
    }
  }

  function noLongerHold() {
    document.removeEventListener('click', hold, true);
    if (early) { early.click(); }
  }

  document.addEventListener('click', hold, true);
  document.addEventListener('DOMContentLoaded', function () {
    // behind what the components do once the page is there
    if (window.jQuery) { window.jQuery(noLongerHold); } else { noLongerHold(); }
  });

  // ---- the reader's time zone, so that the server knows when today began
  try {
    var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone) {
      document.cookie = 'qnp_zone=' + encodeURIComponent(zone) + '; path=/; max-age=31536000; samesite=lax';
    }
  } catch (unknown) { /* then days are in UTC */ }

  // ---- times, written as the reader writes them where that is the page's language
  function language() {
    var page = root.lang || 'en';
    return (navigator.languages || []).find(function (own) { return own.split('-')[0] === page; }) || page;
  }

  var shapes = {
    date: { year: 'numeric', month: 'short', day: 'numeric' },
    day: { month: 'short', day: 'numeric', timeZone: 'UTC' },
    hour: { hour: '2-digit', minute: '2-digit' },
    short: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    second: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    until: { dateStyle: 'medium', timeStyle: 'short' },
    full: { dateStyle: 'full', timeStyle: 'long' }
  };

  function written(instant, shape) {
    return new Intl.DateTimeFormat(language(), shapes[shape] || shapes.short).format(instant);
  }

  function ago(instant) {
    var seconds = Math.round((instant.getTime() - Date.now()) / 1000);
    var words = new Intl.RelativeTimeFormat(language(), { numeric: 'auto', style: 'short' });
    var size = Math.abs(seconds);
    if (size < 60) { return words.format(seconds, 'second'); }
    if (size < 3600) { return words.format(Math.round(seconds / 60), 'minute'); }
    if (size < 86400) { return words.format(Math.round(seconds / 3600), 'hour'); }
    return size < 604800 ? words.format(Math.round(seconds / 86400), 'day') : written(instant, 'date');
  }

  function writeTimes(within) {
    within.querySelectorAll('time[datetime]').forEach(function (time) {
      var iso = time.getAttribute('datetime');
      var instant = new Date(iso);
      if (time.getAttribute('data-written') === iso || isNaN(instant)) { return; }
      var shape = time.getAttribute('data-show') || 'short';
      time.textContent = shape === 'ago' ? ago(instant) : written(instant, shape);
      time.title = written(instant, 'full');
      time.setAttribute('data-written', iso);
    });
  }

  function agoAgain() {
    document.querySelectorAll('time[data-show=ago]').forEach(function (time) {
      time.textContent = ago(new Date(time.getAttribute('datetime')));
    });
  }

  // ---- a date and time in the reader's zone, over a hidden field with the instant
  function two(number) { return String(number).padStart(2, '0'); }

  function fillInstants(within) {
    within.querySelectorAll('input[data-instant]').forEach(function (field) {
      var hidden = document.getElementById(field.getAttribute('data-instant'));
      if (!hidden || field.getAttribute('data-filled') === hidden.value) { return; }
      var at = hidden.value ? new Date(hidden.value) : null;
      field.value = at && !isNaN(at)
        ? at.getFullYear() + '-' + two(at.getMonth() + 1) + '-' + two(at.getDate()) + 'T' + two(at.getHours()) + ':' + two(at.getMinutes())
        : '';
      field.setAttribute('data-filled', hidden.value);
    });
  }

  function keepInstant(field) {
    var hidden = document.getElementById(field.getAttribute('data-instant'));
    var at = field.value ? new Date(field.value) : null;
    hidden.value = at && !isNaN(at) ? at.toISOString() : '';
    field.setAttribute('data-filled', hidden.value);
  }

  // ---- copying
  function say(words) {
    var live = document.getElementById('live');
    if (live) { live.textContent = words; }
  }

  function copy(button) {
    var source = document.getElementById(button.getAttribute('data-copy'));
    var words = 'value' in source ? source.value : source.textContent;
    function copied() {
      var label = button.querySelector('span');
      var before = button.getAttribute('data-label') || label.textContent;
      button.setAttribute('data-label', before);
      label.textContent = button.getAttribute('data-copied');
      button.classList.add('copied');
      say(button.getAttribute('data-copied'));
      setTimeout(function () { label.textContent = before; button.classList.remove('copied'); }, 2000);
    }
    // the clipboard is for trustworthy addresses only; plain HTTP in a local network has the old way
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(words).then(copied, function () { copyTheOldWay(words, copied); });
    } else {
      copyTheOldWay(words, copied);
    }
  }

  function copyTheOldWay(words, copied) {
    var area = document.createElement('textarea');
    var place = document.activeElement && document.activeElement.closest('.ui-dialog') || document.body;
    area.value = words;
    area.className = 'unseen';
    place.appendChild(area);
    area.select();
    if (document.execCommand('copy')) { copied(); }
    place.removeChild(area);
  }

  // ---- charts: colours from the style sheet, times in the reader's zone
  var charts = [];

  function colour(name) {
    return getComputedStyle(root).getPropertyValue('--' + name).trim();
  }

  function money(value) {
    return '$' + Number(value).toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 1 ? 6 : 2 });
  }

  function millis(value) {
    return value < 1000 ? Math.round(value) + ' ms' : (value / 1000).toLocaleString(language(), { maximumFractionDigits: 1 }) + ' s';
  }

  function count(value) { return Number(value).toLocaleString(language()); }

  function paint(config) {
    var kind = config.options.qnp;
    config.data.datasets.forEach(function (set) {
      set.backgroundColor = colour('chart-' + set.qnpColour);
      set.hoverBackgroundColor = colour('chart-' + set.qnpColour);
    });
    var scales = config.options.scales;
    ['x', 'y'].forEach(function (axis) {
      scales[axis].ticks.color = colour('muted');
      scales[axis].border.color = colour('line');
    });
    scales.y.grid.color = colour('line');
    config.options.plugins.legend.labels.color = colour('ink');
    return kind;
  }

  function label(kind, iso) {
    if (kind.step === 'name') { return iso.length > 18 ? iso.slice(0, 17) + '…' : iso; }
    return written(new Date(iso), kind.step === 'day' ? 'day' : 'hour');
  }

  window.qnpChart = function () {
    var config = this.cfg.config;
    var kind = config.options.qnp;
    var unit = { money: money, millis: millis, count: count }[kind.unit];
    var font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
    config.options = Object.assign(config.options, {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      interaction: { mode: 'index', intersect: false },
      datasets: { bar: { borderRadius: 3, borderSkipped: false, categoryPercentage: 0.86, barPercentage: 0.9, maxBarThickness: 30 } },
      scales: {
        x: { stacked: true, grid: { display: false }, border: {}, ticks: { font: font, maxRotation: 0, autoSkipPadding: 14,
          callback: function (value) { return label(kind, this.getLabelForValue(value)); } } },
        y: { stacked: true, beginAtZero: true, grid: {}, border: { display: false }, suggestedMax: kind.unit === 'money' ? undefined : 4,
          ticks: { font: font, maxTicksLimit: 5, precision: kind.unit === 'money' ? undefined : 0, callback: function (value) { return unit(value); } } }
      },
      plugins: {
        legend: { display: config.data.datasets.length > 1, align: 'end', labels: { boxWidth: 10, boxHeight: 10, font: font } },
        tooltip: { callbacks: {
          title: function (items) {
            if (kind.step === 'name') { return items[0].label; }
            var at = new Date(items[0].label);
            return kind.step === 'day' ? written(at, 'day') : written(at, 'short');
          },
          label: function (item) { return ' ' + item.dataset.label + ': ' + unit(item.raw); }
        } }
      }
    });
    paint(config);
    charts.push(this);
  };

  function recolour() {
    charts.forEach(function (widget) {
      if (widget.chart) {
        paint(widget.chart.config);
        widget.chart.update('none');
      }
    });
  }

  darkSystem.addEventListener('change', recolour);

  // ---- what pages call when the server has answered
  window.qnp = {
    say: say,
    /** Puts the keyboard where the server says. */
    focus: function (args) {
      var target = args && args.focus && document.getElementById(args.focus);
      if (target && target.disabled) {
        target = target.parentNode.querySelector('button:not(:disabled)');
      }
      if (target) { target.focus(); }
    },
    /** Closes a dialog that did its work; opens the one that shows a new key. */
    saved: function (args, dialog, issuedDialog) {
      if (!args || !args.done) { return; }
      window.PF(dialog).hide();
      if (args.issued && issuedDialog) { window.PF(issuedDialog).show(); }
    }
  };

  // ---- one listener each for the whole page
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('button');
    if (!button) { return; }
    if (button.hasAttribute('data-theme-toggle')) { toggleTheme(); }
    if (button.hasAttribute('data-copy')) { copy(button); }
    if (button.hasAttribute('data-open')) { window.PF(button.getAttribute('data-open')).show(); }
    if (button.hasAttribute('data-close')) {
      window.PF(button.getAttribute('data-close')).hide();
      var emptied = button.getAttribute('data-empty');
      if (emptied) { document.getElementById(emptied).textContent = ''; }
    }
  });
  document.addEventListener('focusin', function (event) {
    if (event.target.hasAttribute && event.target.hasAttribute('data-select')) { event.target.select(); }
  });
  document.addEventListener('input', function (event) {
    if (event.target.hasAttribute('data-instant')) { keepInstant(event.target); }
  });
  document.addEventListener('submit', function (event) {
    if (event.target.hasAttribute('data-plain')) {
      // the library puts the view's state into every form; this one leads to another view
      event.target.querySelectorAll('input[type=hidden]').forEach(function (state) { state.disabled = true; });
    }
    if (event.target.hasAttribute('data-skip-empty')) {
      event.target.querySelectorAll('[name]').forEach(function (field) { field.disabled = !field.value; });
    }
  });
  // back from the next page: what was skipped can be filled in again
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('[data-skip-empty] [name]').forEach(function (field) { field.disabled = false; });
  });

  // ---- steps of a chain that are dragged to another place; buttons do the same for the keyboard and for fingers
  var dragged = null;

  function stepAt(event) { return event.target.closest && event.target.closest('[data-step]'); }

  function markOver(step) {
    document.querySelectorAll('.step.over').forEach(function (other) { other.classList.remove('over'); });
    if (step && step !== dragged) { step.classList.add('over'); }
  }

  document.addEventListener('dragstart', function (event) {
    if (!event.target.hasAttribute || !event.target.hasAttribute('data-grip')) { return; }
    dragged = stepAt(event);
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.getAttribute('data-step'));
    event.dataTransfer.setDragImage(dragged, 20, 20);
    dragged.classList.add('dragged');
  });
  document.addEventListener('dragover', function (event) {
    if (!dragged) { return; }
    var over = stepAt(event);
    markOver(over);
    if (over) { event.preventDefault(); }
  });
  document.addEventListener('drop', function (event) {
    var over = stepAt(event);
    if (!dragged || !over || over === dragged) { return; }
    event.preventDefault();
    window.qnpDropStep([
      { name: 'from', value: dragged.getAttribute('data-step') },
      { name: 'to', value: over.getAttribute('data-step') }
    ]);
  });
  document.addEventListener('dragend', function () {
    markOver(null);
    if (dragged) { dragged.classList.remove('dragged'); }
    dragged = null;
  });

  // ---- models that were typed and not yet taken: nobody shall lose one by pressing Enter or a button
  function keepTyped(input) {
    var widget = window.PrimeFaces.getWidgetById(input.id.replace(/_input$/, ''));
    if (widget && input.value.trim()) {
      // an answer that is still on its way would open the list again
      widget.deleteTimeout();
      widget.requestId = (widget.requestId || 0) + 1;
      widget.hide();
      widget.addItem(input.value.trim());
    }
  }

  document.addEventListener('keydown', function (event) {
    var input = event.target;
    if (event.key !== 'Enter' || !input.matches || !input.matches('.ui-autocomplete-input-token input')) { return; }
    event.preventDefault();
    // with the arrow keys one of the list was chosen: that is the library's
    var widget = window.PrimeFaces.getWidgetById(input.id.replace(/_input$/, ''));
    if (!widget.panel.is(':visible') || !widget.panel.find('.ui-state-highlight').length) {
      event.stopPropagation();
      keepTyped(input);
    }
  }, true);
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('form button');
    if (button && !button.classList.contains('ui-autocomplete-dropdown')) {
      button.form.querySelectorAll('.ui-autocomplete-input-token input').forEach(keepTyped);
    }
  }, true);

  // ---- a file that is too large is not sent at all
  document.addEventListener('change', function (event) {
    var field = event.target;
    var most = Number(field.getAttribute && field.getAttribute('data-largest'));
    if (!most) { return; }
    var large = Array.from(field.files).some(function (file) { return file.size > most; });
    if (large) { field.value = ''; }
    document.getElementById(field.getAttribute('data-large')).hidden = !large;
  });

  // ---- a dialog has the keyboard at once and gives it back at once: the library waits a tenth of a second, and would
  // take it from whoever types already
  function firstOf(dialog) {
    var named = dialog.cfg.focus
      ? window.PrimeFaces.expressions.SearchExpressionFacade.resolveComponentsAsSelector(dialog.jq, dialog.cfg.focus)
      : dialog.content.find('[data-first]');
    return named.length ? named : dialog.content.find('input, select, textarea, button').filter(':visible:enabled');
  }

  // a button that waits for its answer is disabled and has lost the keyboard before its dialog opens
  var opener = null;

  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('button');
    if (button && !button.closest('.ui-dialog')) { opener = button; }
  }, true);

  /** A button that still waits for its answer cannot have it yet; whoever went on meanwhile keeps it. */
  function giveBack(button) {
    if (!button.disabled) { button.focus({ preventScroll: true }); return; }
    setTimeout(function () {
      if (document.activeElement === document.body) { giveBack(button); }
    }, 50);
  }

  function focusAtOnce(dialog) {
    dialog.applyFocus = function () {
      this.opener = opener;
      firstOf(this).first().trigger('focus');
    };
    dialog.returnFocus = function () {
      // its row may have been drawn anew
      var before = this.opener && (this.opener.isConnected ? this.opener : document.getElementById(this.opener.id));
      if (before && !window.jQuery('.ui-dialog:visible').length) { giveBack(before); }
    };
  }

  function ready(within) {
    writeTimes(within);
    fillInstants(within);
  }

  document.addEventListener('DOMContentLoaded', function () {
    // a list that is closed while it still opens would stay open
    if (window.PrimeFaces) {
      window.PrimeFaces.utils.disableAnimations();
      if (window.PrimeFaces.widget.Dialog) { focusAtOnce(window.PrimeFaces.widget.Dialog.prototype); }
    }
    document.querySelectorAll('select[data-value]').forEach(function (select) {
      select.value = select.getAttribute('data-value');
      if (select.selectedIndex < 0) { select.selectedIndex = 0; }
    });
    // on a phone the pages are a strip: the one that is open shall be in sight
    var here = document.querySelector('.side nav a.here');
    if (here) { here.scrollIntoView({ block: 'nearest', inline: 'center' }); }
    ready(document);
    new MutationObserver(function () { ready(document); }).observe(document.body, { childList: true, subtree: true });
    setInterval(agoAgain, 30000);
  });
})();
