"""The gateway of `XpertAI`: forwards a chat page's calls to an API that refuses its origin."""
