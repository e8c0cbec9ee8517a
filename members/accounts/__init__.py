"""Room: members, how they join, and what each of them chose."""
