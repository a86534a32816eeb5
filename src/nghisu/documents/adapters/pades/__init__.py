"""What opens a stranger's signed PDF or certificate: only ever in a process of its own, which `adapters.signing` asks."""
