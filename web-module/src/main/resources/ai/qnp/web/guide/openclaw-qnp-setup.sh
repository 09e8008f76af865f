#!/usr/bin/env bash
# Adds this QNP server as a model provider to OpenClaw's configuration.
#
#   QNP_API_KEY      your key; asked for when it is not set
#   QNP_BASE_URL     the server's address, up to and with /v1
#   OPENCLAW_CONFIG  the file to change (~/.openclaw/openclaw.json)
#
# Everything else in the file stays as it is, and a dated copy is made first. If nothing needs to change, nothing is
# written. Needs bash 3.2, Node.js (which OpenClaw brings) or Python 3, and curl or wget.

set -eu
umask 077

base_url_of_this_server='@QNP_BASE_URL@'

new_file=
models_file=
wget_settings=

remove_scratch() {
  if [ -n "$new_file" ]; then rm -f "$new_file"; fi
  if [ -n "$models_file" ]; then rm -f "$models_file"; fi
  if [ -n "$wget_settings" ]; then rm -f "$wget_settings"; fi
}

fail() {
  printf 'QNP: %s\n' "$1" >&2
  exit 1
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# A name that is there may still be a shim that runs nothing.
choose_language() {
  if has node && node -e '' >/dev/null 2>&1; then
    language=node
  elif has python3 && python3 -c '' >/dev/null 2>&1; then
    language=python3
  else
    fail 'Neither Node.js nor Python 3 is here. OpenClaw needs Node.js: install it, then run this again.'
  fi
}

read_key() {
  key=${QNP_API_KEY-}
  if [ -z "$key" ]; then
    # standard input is this script when it comes through a pipe, so the terminal itself is asked
    if ! (: </dev/tty) 2>/dev/null; then
      fail 'There is no key and no terminal to ask for one. Set QNP_API_KEY and run this again.'
    fi
    printf 'Your QNP key (it starts with qnp-, and is not shown): ' >/dev/tty
    IFS= read -r -s key </dev/tty || key=
    printf '\n' >/dev/tty
  fi
  case $key in
    *[!A-Za-z0-9_-]*) fail 'That is no QNP key: it has characters that keys do not have. Copy it again.' ;;
    qnp-?*) ;;
    *) fail 'That is no QNP key: keys start with qnp-. Make one in the dashboard, under Keys.' ;;
  esac
}

read_base_url() {
  base_url=${QNP_BASE_URL:-$base_url_of_this_server}
  while [ "${base_url%/}" != "$base_url" ]; do base_url=${base_url%/}; done
  case $base_url in
    *[[:space:]\"\\]*) fail 'QNP_BASE_URL has characters that no address has.' ;;
    http://?* | https://?*) ;;
    *) fail 'QNP_BASE_URL must be an http:// or https:// address.' ;;
  esac
}

read_config_path() {
  config=${OPENCLAW_CONFIG:-${HOME:?QNP: HOME is not set}/.openclaw/openclaw.json}
  # shellcheck disable=SC2088 # a tilde that came in quotes, which nobody has expanded yet
  case $config in
    "~/"*) config=$HOME/${config#"~/"} ;;
  esac
  # a link stays a link: what it leads to is changed
  local links=0 target
  while [ -L "$config" ]; do
    links=$((links + 1))
    if [ "$links" -gt 20 ]; then fail "$config is a link that leads nowhere."; fi
    target=$(readlink "$config")
    case $target in
      /*) config=$target ;;
      *) config=$(dirname "$config")/$target ;;
    esac
  done
  if [ -e "$config" ] && [ ! -f "$config" ]; then fail "$config is not a file."; fi
}

# The key goes neither to the command line, which others on this machine can see, nor into a message.
fetch_models() {
  models_file=$(mktemp "${TMPDIR:-/tmp}/qnp-models.XXXXXX")
  if has curl; then
    printf 'header = "Authorization: Bearer %s"\n' "$key" |
      curl --config - --silent --show-error --fail --max-time 60 --output "$models_file" "$base_url/models" ||
      fail "$base_url/models did not list this key's models (see above): is the key active, the address right? $config is as it was."
  elif has wget; then
    wget_settings=$(mktemp "${TMPDIR:-/tmp}/qnp-wget.XXXXXX")
    printf 'header = Authorization: Bearer %s\n' "$key" >"$wget_settings"
    WGETRC=$wget_settings wget -nv -T 60 -t 1 -O "$models_file" "$base_url/models" ||
      fail "$base_url/models did not list this key's models (see above): is the key active, the address right? $config is as it was."
  else
    fail 'Neither curl nor wget is here.'
  fi
}

edit_with_node() {
  node - <<'NODE'
const fs = require("fs");
const { QNP_KEY, QNP_URL, QNP_CONFIG, QNP_NEW, QNP_MODELS } = process.env;

function fail(message) {
  console.error("QNP: " + message);
  process.exit(1);
}
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function readConfig() {
  if (!fs.existsSync(QNP_CONFIG)) return {};
  const text = fs.readFileSync(QNP_CONFIG, "utf8");
  if (text.trim() === "") return {};
  let config;
  try {
    config = JSON.parse(text);
  } catch (broken) {
    fail(QNP_CONFIG + " is left as it was: it is not strict JSON (" + broken.message + "). If it has comments or "
      + "trailing commas, add the provider by hand, as the guide shows.");
  }
  for (const number of text.replace(/"(?:[^"\\]|\\.)*"/g, "").match(/-?\d{16,}(?![\d.eE])/g) || []) {
    if (BigInt(number) !== BigInt(Number(number))) {
      fail(QNP_CONFIG + " is left as it was: " + number + " would lose digits.");
    }
  }
  return config;
}

function readModels() {
  let listed;
  try {
    listed = JSON.parse(fs.readFileSync(QNP_MODELS, "utf8")).data;
  } catch (broken) {
    listed = null;
  }
  if (!Array.isArray(listed)) fail(QNP_URL + "/models does not answer like QNP. " + QNP_CONFIG + " is as it was.");
  const chat = listed.filter((model) => !model.retired && (model.mode || "chat") === "chat");
  return [{ id: "qnp", context_window: 128000 }, ...chat].map((model) => {
    const entry = {
      id: model.id,
      name: model.id === "qnp" ? "QNP auto" : model.id,
      input: ["text", "image", "audio", "video"],
    };
    if (model.context_window > 0) entry.contextWindow = model.context_window;
    if (model.max_output_tokens > 0) entry.maxTokens = model.max_output_tokens;
    return entry;
  });
}

function part(parent, name) {
  if (!Object.prototype.hasOwnProperty.call(parent, name)) parent[name] = {};
  if (!isObject(parent[name])) fail(QNP_CONFIG + " is left as it was: its \"" + name + "\" is not an object.");
  return parent[name];
}

const config = readConfig();
if (!isObject(config)) fail(QNP_CONFIG + " is left as it was: it is not an object.");
const before = JSON.stringify(config);
const provider = part(part(part(config, "models"), "providers"), "qnp");
provider.baseUrl = QNP_URL;
provider.apiKey = QNP_KEY;
provider.api = "openai-completions";
provider.models = readModels();
if (JSON.stringify(config) === before) {
  console.log("unchanged");
} else {
  fs.writeFileSync(QNP_NEW, JSON.stringify(config, null, 2) + "\n");
  console.log("changed");
}
NODE
}

edit_with_python3() {
  python3 - <<'PYTHON'
import io, json, os, sys

KEY, URL, CONFIG, NEW, MODELS = [os.environ["QNP_" + name] for name in ("KEY", "URL", "CONFIG", "NEW", "MODELS")]


def fail(message):
    sys.stderr.write("QNP: " + message + "\n")
    sys.exit(1)


def no_constant(name):
    raise ValueError(name + " is no number of JSON")


def read_config():
    if not os.path.exists(CONFIG):
        return {}
    try:
        text = io.open(CONFIG, encoding="utf-8").read()
        return json.loads(text, parse_constant=no_constant) if text.strip() else {}
    except ValueError as broken:
        fail(CONFIG + " is left as it was: it is not strict JSON (" + str(broken) + "). If it has comments or "
             "trailing commas, add the provider by hand, as the guide shows.")


def read_models():
    try:
        listed = json.load(io.open(MODELS, encoding="utf-8"))["data"]
    except (ValueError, KeyError, TypeError):
        listed = None
    if not isinstance(listed, list):
        fail(URL + "/models does not answer like QNP. " + CONFIG + " is as it was.")
    chat = [model for model in listed if not model.get("retired") and (model.get("mode") or "chat") == "chat"]
    entries = []
    for model in [{"id": "qnp", "context_window": 128000}] + chat:
        entry = {
            "id": model["id"],
            "name": "QNP auto" if model["id"] == "qnp" else model["id"],
            "input": ["text", "image", "audio", "video"],
        }
        if (model.get("context_window") or 0) > 0:
            entry["contextWindow"] = model["context_window"]
        if (model.get("max_output_tokens") or 0) > 0:
            entry["maxTokens"] = model["max_output_tokens"]
        entries.append(entry)
    return entries


def part(parent, name):
    child = parent.setdefault(name, {})
    if not isinstance(child, dict):
        fail(CONFIG + " is left as it was: its \"" + name + "\" is not an object.")
    return child


config = read_config()
if not isinstance(config, dict):
    fail(CONFIG + " is left as it was: it is not an object.")
before = json.dumps(config)
provider = part(part(part(config, "models"), "providers"), "qnp")
provider.update(baseUrl=URL, apiKey=KEY, api="openai-completions", models=read_models())
if json.dumps(config) == before:
    print("unchanged")
else:
    with io.open(NEW, "w", encoding="utf-8") as file:
        file.write(json.dumps(config, indent=2, ensure_ascii=False) + "\n")
    print("changed")
PYTHON
}

edit() {
  QNP_KEY=$key QNP_URL=$base_url QNP_CONFIG=$config QNP_NEW=$new_file QNP_MODELS=$models_file "edit_with_$language"
}

# The time to the second, and a number if there is such a copy already.
back_up() {
  local wanted backup number=1
  wanted=$config.qnp-backup-$(date +%Y%m%d-%H%M%S)
  backup=$wanted
  while [ -e "$backup" ]; do
    number=$((number + 1))
    backup=$wanted-$number
  done
  cp -p "$config" "$backup"
  printf 'QNP: what was there before: %s\n' "$backup"
}

main() {
  trap remove_scratch EXIT
  choose_language
  read_key
  read_base_url
  read_config_path
  fetch_models
  mkdir -p "$(dirname "$config")"
  new_file=$(mktemp "$config.qnp-new.XXXXXX")
  # the new file has the old one's mode, or is its owner's alone
  if [ -e "$config" ]; then cp -p "$config" "$new_file"; fi
  local outcome
  outcome=$(edit) || exit 1
  if [ "$outcome" = unchanged ]; then
    printf 'QNP: nothing to do, %s is up to date.\n' "$config"
    return
  fi
  if [ -e "$config" ]; then back_up; fi
  mv -f "$new_file" "$config"
  printf 'QNP: %s has the provider qnp now. To use it: openclaw models set qnp/qnp\n' "$config"
}

# Last, so that a download that broke off runs nothing.
main
