"""Each widget's still picture, for readers on paper: drawn from what a widget says of itself, without importing any."""
