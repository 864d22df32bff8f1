"""The hall's rules, pure: standard library only, time is handed in."""
