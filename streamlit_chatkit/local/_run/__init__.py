"""The run that an agent answers, as the agent sees it."""
