"""One build from the data to the tree that goes live: gate, door, frames, pages, proof, swap; whoever supplies the frames."""
