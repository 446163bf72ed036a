"""Files of records as text: written anew, amended in place, tried before they are written."""
