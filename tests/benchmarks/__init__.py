"""Speed as ratios: `make bench` runs yimen beside the smallest honest program on the same libraries."""
