"""Runs: begun, executed, logged, followed, ended, in this process and in others."""
