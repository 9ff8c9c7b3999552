"""Translations: which texts were confirmed against what, and the way to translators and back.

:mod:`texts` lists the texts of a bank, :mod:`stamps` remembers which source text each translation
was confirmed against, :mod:`state` compares the two.  :mod:`delivery` is what goes to a translator,
:mod:`sheet` and :mod:`xliff` write and read it, :mod:`returned` compares what came back with the
bank, :mod:`scalars` and :mod:`fill` put it into the file without touching anything else.
"""
