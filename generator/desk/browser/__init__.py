"""The desk in the browser: pages on this computer alone, in which records of any file are found, typed, judged and published."""
