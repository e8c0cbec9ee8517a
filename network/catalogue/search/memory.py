"""A small memory of each process for what a question to one state of the index gave."""

import threading
from collections import OrderedDict


class Memory:
    """Keeps the `most` values that were used last. Keys name the state of the index, so nothing in it grows stale."""

    def __init__(self, most):
        self._most, self._kept, self._lock = most, OrderedDict(), threading.Lock()

    def get(self, key):
        """Return what is kept under `key`, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key, value):
        """Keep `value`, and forget what was used longest ago."""
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def clear(self):
        """Forget everything."""
        with self._lock:
            self._kept.clear()
