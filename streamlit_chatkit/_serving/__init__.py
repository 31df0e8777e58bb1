"""What `LocalBackend` and the gateway of `XpertAI` share: loopback server, origins, refusals."""
