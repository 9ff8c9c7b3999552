"""Office files, which are zip archives: the same bytes for the same content."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

_LONG_AGO = datetime.datetime(2000, 1, 1)
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def timeless(written: bytes) -> bytes:
    """The file as a library wrote it, without the time and the system at which it did."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(fresh, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _DATES.sub(rb"\g<1>" + _LONG_AGO.isoformat().encode() + b"Z", data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on Windows and elsewhere
            new.writestr(entry, data)
    return fresh.getvalue()
