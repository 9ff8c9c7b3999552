"""Interface strings of Sphinx and the theme: Kazakh ones, and Russian ones that they lack.

The catalogs are kept as text, ``i18n/locale/<language>/LC_MESSAGES/*.po``, and compiled at each
build into the build folder: for Python and Jinja as .mo, for Sphinx's scripts as .js.
"""

from __future__ import annotations

import json
from pathlib import Path

import sphinx
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx import locale
from sphinx.application import Sphinx

#: Sphinx, its basic theme and the PyData theme share one catalog; the book theme has its own.
SPHINX, THEME = "sphinx", "booktheme"


def read(po: Path) -> Catalog:
    """The catalog in a .po file."""
    with po.open("rb") as file:
        return read_po(file)


def browser_strings(catalog: Catalog) -> str:
    """The catalog as the script from which Sphinx's own scripts take their words."""
    data = {
        "locale": str(catalog.locale),
        "messages": {str(m.id): m.string for m in catalog if m.id and m.string},
        "plural_expr": catalog.plural_expr,
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0)
    return f"Documentation.addTranslations({text});\n"


def compile_all(source: Path, target: Path, language: str) -> None:
    """Compile the catalogs of a language from ``source`` into ``target``, laid out alike."""
    folder = target / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    for po in sorted((source / language / "LC_MESSAGES").glob("*.po")):
        catalog = read(po)
        with (folder / f"{po.stem}.mo").open("wb") as file:
            write_mo(file, catalog)
        if po.stem == SPHINX:
            (folder / "sphinx.js").write_text(browser_strings(catalog), encoding="utf-8")


def install(app: Sphinx, source: Path) -> None:
    """Let our strings win over Sphinx's and the theme's; to be called before these are set up.

    Sphinx has read its own catalog by now, and of two catalogs the first read wins.
    """
    target = Path(app.doctreedir, "locale")
    compile_all(source, target, app.config.language)
    app.config.locale_dirs = [str(target)]
    locale.translators.pop(("general", SPHINX), None)
    own = str(Path(sphinx.package_dir, "locale"))
    app.translator, _ = locale.init([str(target), own], app.config.language)
    app.add_message_catalog(THEME, str(target))
