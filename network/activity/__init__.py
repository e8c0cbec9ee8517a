"""Hub: what happened, as append-only rows written in the transaction of the act itself.

Rooms import `network.activity.kinds` (declare, on) and `network.activity.actions` (record).
"""
