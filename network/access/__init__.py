"""Hub: who may do what, and why not. One table of rules that every page, template, mail and desk asks.

Rooms import `network.access.rules` (rule, yes, no, may, demand, Denied).
"""
