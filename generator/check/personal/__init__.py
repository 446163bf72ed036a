"""The personal-data gate: resident ids, mobile numbers, bank cards, mail and home addresses, however they are spelt.

Texts are spelt plainly once (:mod:`.spelling`), looked at once (:mod:`.detection`), and every value that neither the
field's schema nor ``site.yaml`` allows is a finding. ``docs/personal-data.md`` says what is found and what cannot be.
"""
