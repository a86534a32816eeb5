"""What opens a stranger's PDF or picture: only ever in a process of its own, which `foundation.files` asks."""
