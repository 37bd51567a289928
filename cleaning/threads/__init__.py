"""What comment systems have in common: loaded by a script, told as data, one thread made of several."""
