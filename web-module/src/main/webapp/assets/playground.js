/* The playground: a conversation over one of the reader's keys. It is kept in this page and nowhere else. */
(function () {
  'use strict';

  var CHARACTERS_A_TOKEN = 4;
  var turns = []; // what goes along with the next message
  var running = null; // the request that is under way

  function part(name) { return document.getElementById(name); }

  function words(name, values) {
    return part('playground').getAttribute('data-' + name)
      .replace(/\{(\d)\}/g, function (hole, number) { return values[Number(number)]; });
  }

  function seconds(millis) {
    return millis < 1000 ? Math.round(millis) + ' ms' : (millis / 1000).toFixed(1) + ' s';
  }

  // ---- one answer as the page shows it
  function shown(template) {
    var turn = part(template).content.firstElementChild.cloneNode(true);
    part('turns').appendChild(turn);
    part('noTurns').hidden = true;
    return turn;
  }

  function Answer() {
    this.turn = shown('answerTurn');
    this.text = '';
    this.attempts = 0;
    this.prices = null;
    this.began = Date.now();
    this.state('asking');
  }

  Answer.prototype.part = function (name) { return this.turn.querySelector('[data-part=' + name + ']'); };

  Answer.prototype.put = function (name, value) { this.part(name).textContent = value; };

  Answer.prototype.state = function (name) {
    this.put('state', words('state-' + name));
    this.part('state').className = 'tag ' + ({ complete: 'ok', failed: 'failed', stopped: 'refused' }[name] || '');
  };

  Answer.prototype.refuse = function (message) {
    this.error = message;
    this.put('error', message);
    this.part('error').hidden = false;
  };

  Answer.prototype.say = function (text) {
    if (!this.text) { this.put('first', seconds(Date.now() - this.began)); }
    this.text += text;
    this.put('text', this.text);
    this.estimate();
  };

  /** Until the exact figures come, what can be told from the length of the texts. */
  Answer.prototype.estimate = function () {
    var prompt = Math.ceil(this.promptLength / CHARACTERS_A_TOKEN);
    var made = Math.ceil(this.text.length / CHARACTERS_A_TOKEN);
    this.put('tokens', words('about', [prompt + ' → ' + made]));
    if (this.prices && this.prices.input_usd && this.prices.output_usd) {
      var cost = (prompt * Number(this.prices.input_usd) + made * Number(this.prices.output_usd)) / 1e6;
      this.put('cost', words('about', ['$' + cost.toFixed(6)]));
    }
  };

  Answer.prototype.tick = function () { this.put('time', seconds(Date.now() - this.began)); };

  var told = {
    begun: function (answer, event) {
      var receipt = answer.part('receipt');
      receipt.href = '/dashboard/request.xhtml?id=' + encodeURIComponent(event.id);
      receipt.hidden = false;
    },
    asking: function (answer, event) {
      answer.prices = event;
      answer.attempts += 1;
      answer.put('attempts', answer.attempts);
      answer.put('provider', event.provider);
      answer.put('model', event.model);
      answer.attempt = document.createElement('li');
      answer.part('tries').appendChild(answer.attempt);
      answer.tried(event, words('attempt-asked'));
      window.qnp.say(words('asking', [event.provider]));
    },
    attempted: function (answer, event) {
      answer.tried(event, event.failure
        ? words('attempt-failed', [event.failure, event.took, event.message])
        : words('attempt-answered', [event.took]));
    },
    answering: function (answer) { answer.state('answering'); },
    refused: function (answer, event) { answer.refuse(event.error.message); },
    settled: function (answer, event) {
      answer.settled = event;
      answer.put('attempts', event.attempts);
      answer.put('tokens', event.prompt_tokens + ' → ' + event.completion_tokens);
      answer.put('cost', event.cost);
      answer.put('first', event.first_token);
    },
    message: function (answer, chunk) {
      if (chunk.error) { answer.refuse(chunk.error.message); return; }
      var delta = chunk.choices && chunk.choices[0] && chunk.choices[0].delta;
      var text = delta && (delta.content || delta.refusal);
      if (text) { answer.say(text); }
    }
  };

  Answer.prototype.tried = function (event, how) {
    this.attempt.textContent = event.provider + '/' + event.model + ' – ' + how;
  };

  Answer.prototype.take = function (block) {
    var name = 'message';
    var data = [];
    block.split('\n').forEach(function (line) {
      if (line.indexOf('event: ') === 0) { name = line.slice(7); }
      if (line.indexOf('data: ') === 0) { data.push(line.slice(6)); }
    });
    var text = data.join('\n');
    if (text === '[DONE]') {
      this.complete = true;
    } else if (text) {
      told[name](this, JSON.parse(text));
    }
  };

  // ---- sending and reading
  function number(id) {
    var given = part(id).value.trim();
    // what is no number is for the server to refuse, in words
    return given === '' ? undefined : (isNaN(given) ? given : Number(given));
  }

  function request(message) {
    var system = part('chatSystem').value;
    return {
      model: part('chatModel').value.trim(),
      messages: (system.trim() ? [{ role: 'system', content: system }] : []).concat(turns, [message]),
      stream: true,
      temperature: number('chatTemperature'),
      max_tokens: number('chatMaxTokens')
    };
  }

  function read(reader, answer) {
    var decoder = new TextDecoder();
    var rest = '';
    function more(piece) {
      rest += decoder.decode(piece.value || new Uint8Array(), { stream: !piece.done });
      var blocks = rest.split('\n\n');
      rest = blocks.pop();
      blocks.forEach(function (block) { answer.take(block); });
      return piece.done ? undefined : reader.read().then(more);
    }
    return reader.read().then(more);
  }

  function send(text) {
    var message = { role: 'user', content: text };
    var body = request(message);
    var conversation = turns;
    shown('myTurn').querySelector('[data-part=text]').textContent = text;
    var answer = new Answer();
    answer.promptLength = body.messages.reduce(function (sum, each) { return sum + each.content.length; }, 0);
    running = new AbortController();
    busy(true);
    window.qnp.say(words('sending'));
    var clock = setInterval(function () { answer.tick(); }, 100);
    fetch('/dashboard/playground/chat?key=' + encodeURIComponent(part('chatKey').value), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: running.signal
    }).then(function (response) {
      var type = response.headers.get('content-type') || '';
      if (type.indexOf('text/event-stream') === 0) { return read(response.body.getReader(), answer); }
      if (type.indexOf('application/json') !== 0) { throw new Error(words('ended')); }
      return response.json().then(function (refused) { throw new Error(refused.error.message); });
    }).then(function () {
      if (!answer.complete && !answer.error) { throw new Error(words('lost')); }
    }).catch(function (failure) {
      if (failure.name === 'AbortError') {
        answer.stopped = true;
      } else {
        answer.refuse(failure.name === 'Error' ? failure.message : words('lost'));
      }
    }).then(function () {
      clearInterval(clock);
      end(answer, message, conversation);
    });
    part('turns').lastElementChild.scrollIntoView({ block: 'nearest' });
  }

  function end(answer, message, conversation) {
    running = null;
    answer.tick();
    if (answer.settled) { answer.put('time', answer.settled.total); }
    if (answer.text && !answer.error) {
      conversation.push(message, { role: 'assistant', content: answer.text });
    } else if (conversation === turns && !part('message').value) {
      // nothing came of it: it can be sent again
      part('message').value = message.content;
    }
    busy(false);
    if (answer.error) {
      answer.state('failed');
      window.qnp.say(words('failed', [answer.error]));
    } else if (answer.stopped) {
      answer.state('stopped');
      window.qnp.say(words('stopped'));
    } else {
      answer.state('complete');
      window.qnp.say(words('complete', [answer.settled.completion_tokens, answer.settled.cost, answer.settled.total]));
    }
  }

  function busy(is) {
    // a screen reader reads the answer once it is whole
    part('turns').setAttribute('aria-busy', is);
    part('send').disabled = is;
    part('stop').hidden = !is;
    part('message').focus();
  }

  function stop() {
    if (running) { running.abort(); }
  }

  // ---- the models of a key
  function loadModels() {
    fetch('/dashboard/playground/models?key=' + encodeURIComponent(part('chatKey').value), { credentials: 'same-origin' })
      .then(function (response) { return response.json(); })
      .then(function (answer) {
        part('chatModels').replaceChildren.apply(part('chatModels'), (answer.models || []).map(function (name) {
          var option = document.createElement('option');
          option.value = name;
          return option;
        }));
        part('modelHint').textContent = answer.models ? words('models', [answer.models.length]) : answer.error.message;
      }).catch(function () { /* then names are typed in full */ });
  }

  document.addEventListener('DOMContentLoaded', function () {
    part('ask').addEventListener('submit', function (event) {
      event.preventDefault();
      var text = part('message').value;
      if (running || !text.trim()) { return; }
      part('message').value = '';
      send(text);
    });
    part('message').addEventListener('keydown', function (event) {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        part('ask').requestSubmit();
      }
    });
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') { stop(); }
    });
    part('stop').addEventListener('click', stop);
    part('fresh').addEventListener('click', function () {
      stop();
      turns = [];
      part('turns').replaceChildren();
      part('noTurns').hidden = false;
      part('message').focus();
    });
    part('chatKey').addEventListener('change', loadModels);
    loadModels();
  });
})();
