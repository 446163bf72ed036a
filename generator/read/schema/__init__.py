"""Declarations: ``data/schemas/``, ``data/site.yaml``, ``data/calendar/`` → record types, the site's settings, its days off.

What may be declared stands in the model's dataclasses and in the signatures of the rules; :mod:`~generator.read.schema.keys`
takes their annotations apart, :mod:`~generator.read.schema.binder` reads by them, and is the only reader there is.
"""
