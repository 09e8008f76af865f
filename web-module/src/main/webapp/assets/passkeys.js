/* Making and using passkeys: between the browser's own dialog and the server. */
(function () {
  'use strict';

  function bytes(base64) {
    var text = atob(base64.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(text, function (character) { return character.charCodeAt(0); });
  }

  function base64(buffer) {
    var text = '';
    new Uint8Array(buffer).forEach(function (byte) { text += String.fromCharCode(byte); });
    return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  function post(path, body) {
    return fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body)
    }).then(function (answer) {
      if (!answer.ok) { throw new Error('refused'); }
      return answer.json();
    });
  }

  function described(credential, response) {
    return { id: credential.id, rawId: base64(credential.rawId), type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment || undefined,
      clientExtensionResults: {}, response: response };
  }

  function use(button) {
    return post('/signin/passkey/options', { next: button.getAttribute('data-next') || null })
      .then(function (options) {
        options.challenge = bytes(options.challenge);
        return navigator.credentials.get({ publicKey: options });
      }).then(function (credential) {
        var said = credential.response;
        return post('/signin/passkey', described(credential, {
          clientDataJSON: base64(said.clientDataJSON),
          authenticatorData: base64(said.authenticatorData),
          signature: base64(said.signature),
          userHandle: said.userHandle ? base64(said.userHandle) : null
        }));
      }).then(function (entered) { window.location.assign(entered.location); });
  }

  function make() {
    return post('/dashboard/passkeys/options', {})
      .then(function (options) {
        options.challenge = bytes(options.challenge);
        options.user.id = bytes(options.user.id);
        options.excludeCredentials.forEach(function (known) { known.id = bytes(known.id); });
        return navigator.credentials.create({ publicKey: options });
      }).then(function (credential) {
        var said = credential.response;
        return post('/dashboard/passkeys', {
          name: document.getElementById('passkeyName').value,
          credential: described(credential, {
            clientDataJSON: base64(said.clientDataJSON),
            attestationObject: base64(said.attestationObject),
            transports: said.getTransports ? said.getTransports() : []
          })
        });
      }).then(function () { window.location.reload(); });
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('button[data-passkey]');
    if (!button) { return; }
    var failed = document.getElementById('passkeyFailed');
    failed.hidden = true;
    (button.getAttribute('data-passkey') === 'use' ? use(button) : make())
      .catch(function () { failed.hidden = false; });
  });

  document.addEventListener('DOMContentLoaded', function () {
    if (!window.PublicKeyCredential) {
      document.querySelectorAll('button[data-passkey]').forEach(function (button) { button.disabled = true; });
      document.querySelectorAll('[data-passkey-missing]').forEach(function (words) { words.hidden = false; });
    }
  });
})();
