"""Whether the data are fit to publish: one gate, findings, reports."""
