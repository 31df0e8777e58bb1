"""The demo: a sales dashboard whose chat answers questions about its data."""
