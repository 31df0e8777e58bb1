"""The endpoints of the XpertAI API."""
