"""The figures of progress, written down anew with SciPy; see progress.rs."""
import collections, csv, json, sys
import numpy as np
from scipy import stats
from scipy.optimize import brentq

series = collections.OrderedDict()
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")):
    values = series.setdefault("/".join((row["study"], row["case"], row["measure"])), {"A": [], "B": []})
    if row["value"] not in ("", "NA"):
        values[row["phase"]].append((float(row["time"]), float(row["value"])))


def number(x):
    x = float(x)
    return x if np.isfinite(x) else None


def fits(points):
    x, y = (np.array(column) for column in zip(*points)) if points else (np.array([]), np.array([]))
    sen = ls = {"slope": None, "intercept": None, "low": None, "high": None, "error": None}
    if len(set(x)) > 1:
        found = stats.theilslopes(y, x, alpha=0.95)
        sen = dict(zip(("slope", "intercept", "low", "high"), map(number, found)))
    if len(x) > 2:
        found = stats.linregress(x, y)
        # linregress has no error for a level line; there is none
        error = 0.0 if len(set(y)) == 1 else found.stderr
        reach = stats.t.ppf(0.975, len(x) - 2) * error
        ls = {"slope": number(found.slope), "intercept": number(found.intercept), "error": number(error),
              "low": number(found.slope - reach), "high": number(found.slope + reach)}
    return {"theil_sen": sen, "least_squares": ls}


def newcombe(nap, m, n):
    h, z = (m + n) / 2 - 1, stats.norm.ppf(0.975)
    reach = lambda a: z * np.sqrt(max(0, a * (1 - a) / (m * n) * (1 + h * (1 - a) / (2 - a) + h * a / (1 + a))))
    low = brentq(lambda a: nap - a - reach(a), 0, nap - 1e-9, xtol=1e-14) if nap > 0 else 0.0
    high = brentq(lambda a: nap - a + reach(a), nap + 1e-9, 1, xtol=1e-14) if nap < 1 else 1.0
    return low, high


for name, phases in series.items():
    sign = -1 if "disrupt" in name else 1
    a, b = ([sign * v for _, v in sorted(phases[p])] for p in "AB")
    out = {"name": name, "a": fits(sorted(phases["A"])), "b": fits(sorted(phases["B"]))}
    u = stats.mannwhitneyu(b, a).statistic
    pairs = len(a) * len(b)
    nap = u / pairs
    trend = sum(np.sign(y - x) for i, x in enumerate(a) for y in a[i + 1:])
    low, high = newcombe(nap, len(a), len(b))
    out.update(nap=nap, nap_low=low, nap_high=high, tau=2 * nap - 1, tau_u=float((2 * u - pairs - trend) / pairs))
    print(json.dumps(out))
