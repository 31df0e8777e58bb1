"""The XpertAI API as data: what is read from requests, and what is sent."""
