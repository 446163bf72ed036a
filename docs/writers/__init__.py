"""What writes the generated parts of docs/: each module turns one part of the code into Markdown."""
