"""python3 pandas_engine.py < tasks.json > results.json: the protocol of run.mjs, for CSV and JSON Lines read by pandas."""
import datetime
import json
import os
import sys

import pandas

# NumPy's doubles hold integers up to here exactly; pandas reads a column of integers and nulls through doubles.
EXACT_IN_DOUBLE = 2**53

CSV_TYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "string", "date-time": "string"}


def read(task):
    columns = task["columns"]
    names = [c["name"] for c in columns]
    if task["format"] == "csv":
        types = {c["name"]: "string" if c["list"] else CSV_TYPES[c["type"]] for c in columns}
        frame = pandas.read_csv(task["file"], dtype=types, keep_default_na=False, na_values=[""], float_precision="round_trip")
    elif task["format"] == "jsonl":
        frame = read_json_lines(task["file"])
        frame = frame if len(frame.columns) else pandas.DataFrame({c["name"]: [] for c in columns}, dtype=object)
    else:
        raise ValueError(f"pandas reads csv and jsonl here, not {task['format']}")
    if list(frame.columns) != names:
        raise ValueError(f"expected the columns {names}, found {list(frame.columns)}")
    return write_lines(task, {c["name"]: typed(frame[c["name"]], c) for c in columns})


def read_json_lines(path):
    try:
        return pandas.read_json(path, lines=True, dtype=False, convert_dates=False, convert_axes=False, precise_float=True)
    except ValueError as error:
        # pandas 1 can't read doubles below 2.2e-308; the way around is Python's own reader.
        if "Range error" not in str(error):
            raise
        with open(path, encoding="utf-8") as lines:
            return pandas.DataFrame([json.loads(line) for line in lines])


def snippet(task):
    """Runs Python code in a folder, and takes the table that it leaves in a variable."""
    os.chdir(task["folder"])
    names = {}
    exec(task["code"], names)  # noqa: S102 - a release's own README, under test
    frame = names[task["table"]]
    return write_lines(task, {name: frame[name] for name in frame.columns})


def write_lines(task, columns):
    if list(columns) != [c["name"] for c in task["columns"]]:
        raise ValueError(f"expected the columns {[c['name'] for c in task['columns']]}, found {list(columns)}")
    schema = [{"name": c["name"], "type": "list" if c["list"] else str(columns[c["name"]].dtype)} for c in task["columns"]]
    values = [[format_value(value, c) for value in columns[c["name"]]] for c in task["columns"]]
    keys = [json.dumps(name, ensure_ascii=False) + ":" for name in columns]
    rows = 0
    with open(task["output"], "w", encoding="utf-8", newline="\n") as output:
        for row in zip(*values):
            output.write("{" + ",".join(key + value for key, value in zip(keys, row)) + "}\n")
            rows += 1
    return {"rows": rows, "schema": schema}


def typed(series, column):
    """The column as a person would type it after loading."""
    if column["list"]:
        return series
    kind = column["type"]
    if kind == "integer":
        numbers = series.dropna()
        if len(numbers) < len(series) and (numbers.abs() > EXACT_IN_DOUBLE).any():
            raise ValueError(f"column {column['name']}: pandas reads integers beside nulls as doubles, and one is beyond 2**53")
        return series.astype("Int64")
    if kind == "number":
        return series.astype("float64")
    if kind == "boolean":
        return series.astype("boolean")
    if kind == "string":
        return series.astype("string")
    form = "%Y-%m-%d" if kind == "date" else None
    try:
        return pandas.to_datetime(series, utc=True, format=form)
    except pandas.errors.OutOfBoundsDatetime:
        # Outside 1677 to 2262 pandas 1 has no type of its own: Python's dates, in a column of objects.
        parse = datetime.date.fromisoformat if kind == "date" else lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
        return series.map(parse, na_action="ignore").astype(object)


def format_value(value, column):
    if column["list"]:
        if not isinstance(value, (list, str)):
            return "null"
        elements = json.loads(value) if isinstance(value, str) else value
        return "[" + ",".join(format_scalar(element, column["type"]) for element in elements) + "]"
    return format_scalar(value, column["type"])


def format_scalar(value, kind):
    if value is None or value is pandas.NA or value is pandas.NaT or (isinstance(value, float) and value != value):
        return "null"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if kind == "integer":
        return str(int(value))
    if kind == "number":
        return number(float(value))
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "date":
        return f'"{value.year:04d}-{value.month:02d}-{value.day:02d}"'
    fraction = f".{value.microsecond:06d}" if value.microsecond else ""
    return f'"{value.year:04d}-{value.month:02d}-{value.day:02d}T{value.hour:02d}:{value.minute:02d}:{value.second:02d}{fraction}Z"'


def number(value):
    """As ECMAScript writes it: Python's shortest digits, with the exponent where ECMAScript has it."""
    if value == 0:
        return "-0" if str(value)[0] == "-" else "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if 0 < point <= 21:
        if len(digits) <= point:
            return sign + digits.ljust(point, "0")
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    power = point - 1
    rest = "." + digits[1:] if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{'+' if power > 0 else '-'}{abs(power)}"


def perform(task):
    try:
        operations = {"read": read, "snippet": snippet}
        if task["operation"] not in operations:
            raise ValueError(f"pandas has no operation {task['operation']}")
        return operations[task["operation"]](task)
    except Exception as error:  # noqa: BLE001 - every failure of a task is its result
        return {"error": f"{type(error).__name__}: {error}"}


json.dump({"engine": "pandas", "version": pandas.__version__, "results": [perform(task) for task in json.load(sys.stdin)]}, sys.stdout)
