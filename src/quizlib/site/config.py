"""Configuration and contents of an edition, derived from the course's own.

``_config.yml`` and ``_toc.yml`` describe the Kazakh edition from the course's folder, so that
``jupyter-book build .`` works.  An edition is built from its own folder, ``book/<language>``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from quizlib.site.languages import LANGUAGES

CONFIG, TOC = "_config.yml", "_toc.yml"
#: How the contents name the pages of the edition they are written for.
PREFIX = "book/kk/"
#: Field of an edition's file: caption of a part as in the contents → in the edition's language.
CAPTIONS = "captions"


class ConfigError(Exception):
    """A configuration file cannot be used; the text says which and why."""


def read(path: Path) -> dict[str, Any]:
    """A YAML file that holds a mapping."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path.name}: {error.strerror}") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path.name}: {error}") from None
    if not isinstance(data, dict):
        raise ConfigError(f"{path.name}: fields are expected")
    return data


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """``base`` with what ``over`` says differently, mappings merged field by field."""
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            value = merged(below, value)
        result[key] = value
    return result


def edition(root: Path, language: str, editions: list[str], site_url: str) -> dict[str, Any]:
    """The configuration of an edition of a site that has these ``editions``."""
    config = read(root / CONFIG)
    if language != LANGUAGES[0].code:
        config = merged(config, read(differences(root, language)))
        config.pop(CAPTIONS, None)
    site: dict[str, Any] = {"course_editions": editions}
    if site_url:
        site["course_site_url"] = site_url
    address = site_url or config["sphinx"]["config"].get("course_site_url", "")
    if address:
        site["html_baseurl"] = f"{address.rstrip('/')}/{language}/"
    return merged(config, {"sphinx": {"config": site}})


def differences(root: Path, language: str) -> Path:
    """The file that says what differs in an edition from the Kazakh one."""
    return root / "i18n" / f"{language}.yml"


def contents(root: Path, language: str = LANGUAGES[0].code) -> dict[str, Any]:
    """The contents of an edition, seen from its own folder.

    The pages are the same in all of them; the captions of the parts are in the edition's
    language.  Raises ConfigError where one has no translation.
    """
    text = yaml.safe_dump(read(root / TOC), allow_unicode=True, sort_keys=False)
    plain = re.sub(rf"(?m)^(\s*(?:- )?(?:root|file): ){PREFIX}", r"\1", text)
    contents_: dict[str, Any] = yaml.safe_load(plain)
    if language != LANGUAGES[0].code:
        file = differences(root, language)
        said = read(file).get(CAPTIONS) or {}
        captioned = [part for part in contents_.get("parts", []) if "caption" in part]
        missing = [part["caption"] for part in captioned if part["caption"] not in said]
        if missing:
            raise ConfigError(
                f"i18n/{file.name}: {CAPTIONS}: no caption for {', '.join(missing)}, "
                f"which {TOC} has. Add a line `{missing[0]}: …`."
            )
        for part in captioned:
            part["caption"] = str(said[part["caption"]])
    return contents_


def pages(root: Path) -> list[str]:
    """The names of all pages, in reading order."""

    def walk(node: Any) -> list[str]:
        if isinstance(node, list):
            return [name for item in node for name in walk(item)]
        if not isinstance(node, dict):
            return []
        own = [str(node[key]) for key in ("root", "file") if key in node]
        return own + [name for value in node.values() for name in walk(value)]

    return walk(contents(root))


def dump(data: dict[str, Any], path: Path) -> None:
    """Write a configuration file, and leave it alone where nothing has changed."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
