/* Chunyu in the browser. Every page works without this file; with it a bad network, a long list and an onlooker are easier to
   live with. Listeners sit on the document, so that what is put in later has them too. */
(function () {
  'use strict';
  var doc = document, root = doc.documentElement, title = doc.title, pressed = null, lastEscape = 0, typedTimer = 0;
  root.classList.add('js');

  function all(selector, within) { return Array.from((within || doc).querySelectorAll(selector)); }
  function on(what, act) { doc.addEventListener(what, act); }
  function word(name) { return doc.body.getAttribute('data-word-' + name) || ''; }
  function parse(html) { return new DOMParser().parseFromString(html, 'text/html'); }
  function make(tag, look, words) {
    var made = doc.createElement(tag);
    if (look) made.className = look;
    if (words) made.textContent = words;
    return made;
  }
  function fill(element, html) {
    element.textContent = '';
    Array.from(parse(html).body.childNodes).forEach(node => { element.appendChild(doc.adoptNode(node)); });
  }
  function button(words, act) {
    var made = make('button', 'button', words);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  /* 1 Sending. The page that comes back is shown as the browser would have shown it. */
  function send(form) {
    var data = new FormData(form);
    if (pressed && pressed.form === form && pressed.name) data.append(pressed.name, pressed.value);
    return fetch(form.action, {
      method: 'POST', credentials: 'same-origin', headers: { 'X-Fragment': '1', 'Accept': 'text/html' },
      body: form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data)
    }).then(answer => {
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
      return answer.text().then(html => { return { answer: answer, page: parse(html) }; });
    });
  }
  function show(got) {
    if (got.answer.redirected) history.pushState(null, '', got.answer.url);
    title = doc.title = got.page.title;
    doc.body = doc.adoptNode(got.page.body);
    scrollTo(0, 0);
    start(doc.body);
  }
  addEventListener('popstate', () => { if (!location.hash) location.reload(); });

  /* 2 Drafts. What is typed into form[data-draft] stays in this tab until it was sent, sealed with the key of the account that the
     server put into body[data-draft-key], or it is not kept at all. The hidden field "once" is kept too: a note is written once. */
  function place(form) { return 'draft:' + form.dataset.draft; }
  function bytes(text) { return Uint8Array.from(atob(text), c => c.charCodeAt(0)); }
  function lock() {
    var key = doc.body.dataset.draftKey;
    if (!key || !window.crypto || !crypto.subtle) return Promise.reject(new Error('not kept'));
    return crypto.subtle.importKey('raw', bytes(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
  }
  function seal(thing) {
    return lock().then(key => {
      var iv = crypto.getRandomValues(new Uint8Array(12));
      return crypto.subtle.encrypt({ name: 'AES-GCM', iv: iv }, key, new TextEncoder().encode(JSON.stringify(thing))).then(sealed => {
        var text = '';
        new Uint8Array(sealed).forEach(b => { text += String.fromCharCode(b); });
        return btoa(String.fromCharCode.apply(null, iv)) + '.' + btoa(text);
      });
    });
  }
  function unseal(text) {
    return lock().then(key => {
      var parts = text.split('.');
      return crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(parts[0]) }, key, bytes(parts[1]));
    }).then(open => JSON.parse(new TextDecoder().decode(open)));
  }
  function keep(form) {
    var pairs = [];
    new FormData(form).forEach((value, name) => { if (typeof value === 'string') pairs.push([name, value]); });
    return seal(pairs).then(sealed => {
      if (!form.sent) sessionStorage.setItem(place(form), sealed);
    }).catch(() => { /* the words stay in the open page only */ });
  }
  function forget(form) { form.sent = true; try { sessionStorage.removeItem(place(form)); } catch (e) { /* none */ } }
  function restore(form) {
    var kept = null;
    try { kept = sessionStorage.getItem(place(form)); } catch (e) { return; }
    if (!kept || form.querySelector('.field-error')) return;
    unseal(kept).then(pairs => {
      var seen = typedOf(form, pairs), now = [];
      new FormData(form).forEach((value, name) => { now.push([name, value]); });
      if (seen === typedOf(form, now)) { forget(form); form.sent = false; return; }
      putBack(form, pairs);
      say(form, 'restored', '', button(word('discard'), () => { forget(form); location.reload(); }));
    }).catch(() => { forget(form); form.sent = false; });
  }
  // What a person can see of these values: whoever left the form as it was is not told that it was put back.
  function typedOf(form, pairs) {
    var seen = fields(form).map(one => one.field.name);
    return JSON.stringify(pairs.filter(pair => seen.indexOf(pair[0]) >= 0 && typeof pair[1] === 'string'));
  }
  function putBack(form, pairs) {
    all('input[type=checkbox], input[type=radio]', form).forEach(box => { box.checked = false; });
    pairs.forEach(pair => {
      all('[name]', form).filter(field => field.name === pair[0]).forEach(field => {
        if (field.type === 'checkbox' || field.type === 'radio') { if (field.value === pair[1]) field.checked = true; }
        else if (field.type !== 'file' && field.tagName !== 'BUTTON') { field.value = pair[1]; grow(field); }
      });
    });
  }
  function say(form, name, look, act) {
    var old = form.querySelector('.draft'), box = make('div', 'flash draft ' + look), inner = make('div', '', word(name));
    if (old) old.remove();
    inner.appendChild(doc.createElement('br'));
    inner.appendChild(act);
    box.appendChild(inner);
    form.insertBefore(box, form.firstChild);
    return box;
  }
  function submitDraft(form) {
    if (form.busy) return;
    form.busy = true;
    keep(form).then(() => { return send(form); }).then(got => {
      var away = got.page.querySelector('[data-sign-in]');
      if (got.answer.redirected && !away) forget(form);
      show(got);
    }).catch(() => {
      form.busy = false;
      form.waiting = true;
      say(form, 'kept', 'flash-warm', button(word('retry'), () => { submitDraft(form); })).scrollIntoView();
    });
  }
  addEventListener('online', () => {
    all('form[data-draft]').forEach(form => { if (form.waiting) submitDraft(form); });
  });

  /* 3 Back. What is typed into any other form stays with its entry of the history, sealed in the same way. The answer to a form
     (body[data-answer]: it came back with its reasons) has no address that "back" could ask for; its entry gets that of the page
     with the form, so that one comes back to the form and the words, and not to a complaint of the browser. */
  function fields(form) {
    var seen = {};
    return Array.from(form.elements).filter(field => {
      return field.name && !/^(hidden|password|file|submit|button|reset|fieldset)$/.test(field.type);
    }).map(field => {
      var nth = seen[field.name] = (seen[field.name] || 0) + 1;
      return { field: field, name: field.name + ' ' + nth, box: /^(checkbox|radio)$/.test(field.type) };
    });
  }
  function plainForms() {
    var seen = {};
    return all('form[method=post]:not([data-draft]):not([data-quiet])').filter(form => fields(form).length).map(form => {
      var to = form.getAttribute('action'), nth = seen[to] = (seen[to] || 0) + 1;
      return { form: form, name: to + ' ' + nth };
    });
  }
  function keepTyped() {
    var typed = {}, forms = plainForms().filter(one => one.form.typed || doc.body.hasAttribute('data-answer'));
    forms.forEach(form => {
      typed[form.name] = fields(form.form).map(one => [one.name, one.box ? one.field.checked : one.field.value]);
    });
    if (forms.length) seal(typed).then(sealed => { history.replaceState({ typed: sealed }, ''); }).catch(() => { /* as above */ });
  }
  function restoreTyped() {
    if (!history.state || !history.state.typed) return;
    unseal(history.state.typed).then(typed => {
      plainForms().filter(form => typed[form.name]).forEach(form => {
        var kept = new Map(typed[form.name]);
        form.form.typed = true;
        fields(form.form).filter(one => kept.has(one.name)).forEach(one => {
          if (one.box) one.field.checked = kept.get(one.name);
          else if (one.field.value !== kept.get(one.name)) {
            one.field.value = kept.get(one.name);
            grow(one.field);
            if (one.field.closest('details')) one.field.closest('details').open = true;
          }
        });
      });
    }).catch(() => { /* somebody else's words, or none */ });
  }
  function comeBack() {
    var from = doc.referrer && new URL(doc.referrer);
    if (!doc.body.hasAttribute('data-answer')) { restoreTyped(); return; }
    if (from && from.origin === location.origin) history.replaceState(null, '', from.href);
    keepTyped();
  }
  addEventListener('hashchange', keepTyped);

  /* 4 Small acts in a list (form[data-quiet]). The answer, a fragment or a page, holds the row again under its id, and renews what is
     marked data-fresh. If the new row has a form[data-undo], the toast offers it. */
  function quiet(form) {
    var row = form.closest('[data-row]'), words = form.dataset.toast;
    if (form.busy) return;
    form.busy = true;
    send(form).then(got => {
      var fresh = row && got.page.getElementById(row.id), undo;
      if (!got.answer.ok || !fresh) { show(got); return; }
      undo = fresh.querySelector('form[data-undo]');
      row.replaceWith(fresh);
      all('[data-fresh]').forEach(old => {
        var now = got.page.getElementById(old.id);
        if (now) old.replaceWith(now);
      });
      toast(words || (form.hasAttribute('data-undo') ? word('undone') : ''), undo);
      (fresh.querySelector('button, a') || doc.body).focus({ preventScroll: true });
    }).catch(() => { form.busy = false; toast(word('failed')); });
  }
  function toast(words, undo) {
    var area = doc.querySelector('[data-toasts]'), box = make('div', 'toast');
    if (!area || !words) return;
    area.textContent = '';
    box.appendChild(make('span', '', words));
    if (undo) {
      var back = button(word('undo'), () => { box.remove(); quiet(undo); });
      back.className = '';
      box.appendChild(back);
    }
    area.appendChild(box);
    setTimeout(() => { box.remove(); }, undo ? 12000 : 5000);
  }

  /* 5 Search while typing. Chinese waits until the word is chosen. */
  var searchTimer = 0, searchTurn = 0;
  function search(form) {
    var live = form.querySelector('[data-live]'), q = form.querySelector('[name=q]').value.trim(), turn = ++searchTurn;
    if (!live) return;
    if (!q) { live.textContent = ''; return; }
    fetch(form.getAttribute('action') + '?q=' + encodeURIComponent(q) + '&fragment=1', { credentials: 'same-origin' }).then(answer => {
      return answer.ok && !answer.redirected ? answer.text() : '';
    }).then(html => {
      if (turn !== searchTurn) return;
      fill(live, html);
    }).catch(() => { /* Enter still searches */ });
  }
  function searchSoon(target) {
    var form = target.closest('form[data-search]');
    if (!form || target.name !== 'q') return;
    clearTimeout(searchTimer);
    searchTimer = setTimeout(search, 220, form);
  }

  /* 6 Progress. Asked every second, slower on a bad line, until the answer holds data-finished; if that names a page, go there. */
  function poll(element, wait) {
    setTimeout(() => {
      if (!doc.contains(element)) return;
      fetch(element.dataset.poll, { credentials: 'same-origin', headers: { 'X-Fragment': '1' } }).then(answer => {
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        return answer.text();
      }).then(html => {
        fill(element, html);
        var end = element.querySelector('[data-finished]');
        if (!end) poll(element, 1000);
        else if (end.dataset.finished) location.assign(end.dataset.finished);
      }).catch(() => { poll(element, Math.min(wait * 2, 15000)); });
    }, wait);
  }

  /* 7 The blank page, and keys. */
  function blank() {
    var on = root.classList.toggle('blank');
    doc.title = on ? '\u00a0' : title;
    if (on && doc.activeElement) doc.activeElement.blur();
  }
  function openKeys() {
    var dialog = doc.getElementById('keys');
    if (dialog && dialog.showModal) dialog.showModal();
  }
  function closeLive() { all('.live:not(.live-flow)').forEach(live => { live.textContent = ''; }); }
  function closeMenus(but) { all('details[data-menu][open]').forEach(menu => { if (menu !== but) menu.open = false; }); }
  function escape(event) {
    if (root.classList.contains('blank') || event.timeStamp - lastEscape < 600) { blank(); lastEscape = 0; return; }
    lastEscape = event.timeStamp;
    closeMenus();
    closeLive();
  }
  on('keydown', event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') { if (!event.repeat) escape(event); return; }
    if (root.classList.contains('blank') || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === '?') { openKeys(); return; }
    if (event.key === '/') {
      var box = all('form[data-search] [name=q]').filter(input => input.offsetParent).pop();
      if (box) { event.preventDefault(); box.focus(); box.select(); return; }
    }
    var link = all('[data-key]').filter(a => a.dataset.key === event.key)[0];
    if (link) { event.preventDefault(); link.click(); }
  });

  /* 8 Listening. */
  on('click', event => {
    var target = event.target;
    pressed = target.closest('button');
    if (target.closest('[data-blank]')) blank();
    if (target.closest('[data-print]')) print();
    if (target.closest('[data-keys]')) openKeys();
    closeMenus(target.closest('details[data-menu]'));
    if (!target.closest('form[data-search]')) closeLive();
  });
  on('submit', event => {
    var form = event.target;
    if (form.hasAttribute('data-sign-out')) { try { sessionStorage.clear(); } catch (e) { /* none */ } }
    if (!window.fetch) return;
    if (form.hasAttribute('data-quiet')) { event.preventDefault(); quiet(form); }
    else if (form.hasAttribute('data-draft')) { event.preventDefault(); submitDraft(form); }
  });
  on('input', event => {
    var form = event.target.closest('form[data-draft]');
    if (form) { clearTimeout(form.timer); form.timer = setTimeout(keep, 400, form); renewSoon(event.target); }
    else if (event.target.form) { event.target.form.typed = true; clearTimeout(typedTimer); typedTimer = setTimeout(keepTyped, 400); }
    if (!event.isComposing) searchSoon(event.target);
    grow(event.target);
  });
  /* What hangs on a field ([data-renews], an id) is asked for again with the form's button[data-ask]: when the field is left, and
     when the hand rests while writing. */
  var renewTimer = 0;
  function renew(target) {
    var field = target.closest('[data-renews]'), form = field && field.closest('form'), ask = form && form.querySelector('[data-ask]'), asked = target.value;
    clearTimeout(renewTimer);
    if (!ask || !window.fetch || form.busy) return;
    pressed = ask;
    send(form).then(got => {
      var old = doc.getElementById(field.dataset.renews), now = got.page.getElementById(field.dataset.renews);
      if (old && now && target.value === asked && !old.isEqualNode(now)) old.replaceWith(now);
    }).catch(() => { /* the form as it stands can still be sent */ });
    pressed = null;
  }
  function renewSoon(target) {
    clearTimeout(renewTimer);
    var files = target.form ? all('input[type=file]', target.form).some(field => field.files.length) : true;
    if (!files && target.closest('[data-renews]') && target.tagName === 'TEXTAREA') renewTimer = setTimeout(renew, 1500, target);
  }
  on('change', event => {
    if (event.target.form) { event.target.form.typed = true; keepTyped(); }
    renew(event.target);
  });
  on('compositionend', event => { searchSoon(event.target); });

  /* 9 What is done once for a page. */
  function grow(field) {
    if (field.tagName !== 'TEXTAREA' || CSS.supports('field-sizing', 'content')) return;
    field.style.height = 'auto';
    field.style.height = field.scrollHeight + 4 + 'px';
  }
  function start(page) {
    var first = page.querySelector('[data-focus]');
    all('form[data-draft]', page).forEach(restore);
    all('[data-poll]', page).forEach(element => { poll(element, 1000); });
    all('textarea', page).forEach(grow);
    // The browser itself would keep what was typed open, for whoever sits there next.
    if (doc.body.dataset.draftKey) all('form[method=post]', page).forEach(form => { form.setAttribute('autocomplete', 'off'); });
    // "Is still empty" alone says too little: the label of the field goes before it.
    all('.error-summary a[href^="#"]', page).forEach(link => {
      var id = CSS.escape(link.hash.slice(1)), label = page.querySelector('label[for="' + id + '"], #' + id + ' > legend');
      if (label && link.textContent.indexOf(label.textContent) < 0) link.prepend(label.textContent.trim() + (doc.documentElement.lang === 'en' ? ': ' : '：'));
    });
    // A block is given the focus by its first field.
    if (first) (first.querySelector('textarea, input:not([type=hidden])') || first).focus();
  }
  // A table under a chart belongs on the paper, also where it was closed on the screen.
  addEventListener('beforeprint', () => { all('.drawn details').forEach(table => { table.open = true; }); });
  start(doc.body);
  comeBack();
  // An answer may lead to a place further down: what it says at the head of the page is then said where the eye is.
  addEventListener('load', () => {
    var says = doc.querySelector('.says .flash');
    if (location.hash && says && says.getBoundingClientRect().bottom < 60) toast(says.textContent.trim());
  });
})();
