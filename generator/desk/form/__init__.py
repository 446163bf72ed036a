"""Forms: a workbook for a type, which cannot be filled in wrongly and lies in ``data/`` as it is once it is filled in."""
