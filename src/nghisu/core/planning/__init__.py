"""Planning a period: which days it has, what regularly meets in it, how two versions of its programme differ."""
