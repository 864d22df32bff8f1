"""The server's HTTP door: it parses, calls one action and answers. site.py puts it together."""
