"""The whole small views that screens, PADs and phones show, built purely from a hall."""
