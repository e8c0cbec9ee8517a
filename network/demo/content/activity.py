def timeline():
    return ()
