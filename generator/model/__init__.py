"""What the stages hand to each other: frozen values, no behaviour beyond looking things up."""
