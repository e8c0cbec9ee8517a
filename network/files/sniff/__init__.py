"""What a file is, by its content and not by its name; a name that lies is a reason to refuse."""

from network.files.sniff.kinds import Kind, refuse_name, sniff

__all__ = ["Kind", "refuse_name", "sniff"]
