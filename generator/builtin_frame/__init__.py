"""The frame that needs no engine: pages of our own templates around the same bodies. Beside the plugin, the other supplier."""
