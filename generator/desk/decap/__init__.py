"""A site's types as a configuration of Decap CMS, whose forms stand on a forge."""
