using System.Numerics;

namespace Dataset.Parquet.Thrift;

/// <summary>
/// A structure of parquet.thrift as a table of its fields: ids, names, types, and which are required. The table reads and
/// writes. Fields that it does not have are passed over when they are read; a field that is null is not written.
/// </summary>
/// <param name="name">The name in parquet.thrift.</param>
/// <param name="create">Makes a value whose fields are then set.</param>
internal sealed class ThriftStruct<T>(string name, Func<T> create) : ThriftType<T>(CompactType.Struct)
    where T : notnull
{
    private readonly List<Field> fields = [];

    /// <summary>A bit for the id of each required field; none is above 63.</summary>
    private ulong required;

    private delegate void Reader(ref CompactReader from, CompactType found, T into);

    /// <summary>Adds a field that every value has. Fields are added in the order of their ids.</summary>
    public ThriftStruct<T> Required<TField>(
        short id, string field, ThriftType<TField> type, Func<T, TField> get, Action<T, TField> set)
    {
        required |= 1UL << id;
        return Add(id, field, type, (to, value) => type.WriteField(to, id, get(value)), set);
    }

    /// <summary>Adds a field that may be missing, of a type whose values are never null themselves.</summary>
    public ThriftStruct<T> Optional<TField>(
        short id, string field, ThriftType<TField> type, Func<T, TField?> get, Action<T, TField> set)
        where TField : struct =>
        Add(
            id, field, type, (to, value) =>
            {
                if (get(value) is { } found)
                    type.WriteField(to, id, found);
            },
            set);

    /// <inheritdoc cref="Optional{TField}(short, string, ThriftType{TField}, Func{T, TField?}, Action{T, TField})"/>
    public ThriftStruct<T> Optional<TField>(
        short id, string field, ThriftType<TField> type, Func<T, TField?> get, Action<T, TField> set)
        where TField : class =>
        Add(
            id, field, type, (to, value) =>
            {
                if (get(value) is { } found)
                    type.WriteField(to, id, found);
            },
            set);

    /// <summary>Adds a field that is read and never written.</summary>
    public ThriftStruct<T> Obsolete<TField>(short id, string field, ThriftType<TField> type, Action<T> note) =>
        Add(id, field, type, (_, _) => { }, (value, _) => note(value));

    /// <summary>Adds a field of a feature that this library does not read: a file that has it is refused.</summary>
    public ThriftStruct<T> Refused(short id, string field, ParquetRule rule, string detail) =>
        Add(id, field, (ref from, _, _) => throw from.Fault(rule, $"{detail}"), (_, _) => { });

    /// <inheritdoc cref="Refused(short, string, ParquetRule, string)"/>
    public ThriftStruct<T> Refused<TField>(
        short id, string field, ThriftType<TField> type, ParquetRule rule, Func<TField, string> detail) =>
        Add(id, field, (ref from, found, _) => throw from.Fault(rule, $"{detail(type.Read(ref from, found))}"), (_, _) => { });

    /// <summary>Adds a required field that is a structure, whose fields go to the same value.</summary>
    public ThriftStruct<T> Inline(short id, string field, ThriftStruct<T> type)
    {
        required |= 1UL << id;
        return Add(id, field, type.ReadInto, (to, value) => type.WriteField(to, id, value));
    }

    public override T Read(ref CompactReader from, CompactType found)
    {
        var value = create();
        ReadInto(ref from, found, value);
        return value;
    }

    public override void WriteElement(CompactWriter to, T value)
    {
        to.BeginStruct();
        foreach (var field in fields)
            field.Write(to, value);
        to.EndStruct();
    }

    private void ReadInto(ref CompactReader from, CompactType found, T value)
    {
        if (found != CompactType.Struct)
            throw from.Fault(ParquetRules.ThriftType, $"expected a structure, found {found}");
        var state = from.BeginStruct();
        while (from.Next(ref state, out var id, out var type))
        {
            if (Find(id) is { } field)
                field.Read(ref from, type, value);
            else
                from.Skip(type);
        }
        if ((required & ~state.Seen) is not 0 and var missing)
            throw from.Fault(
                ParquetRules.ThriftMissing,
                $"expected the required field {name}.{Find((short)BitOperations.TrailingZeroCount(missing))!.Name}, found none");
    }

    private Field? Find(short id)
    {
        foreach (var field in fields)
        {
            if (field.Id == id)
                return field;
        }
        return null;
    }

    private ThriftStruct<T> Add<TField>(
        short id, string field, ThriftType<TField> type, Action<CompactWriter, T> write, Action<T, TField> set) =>
        Add(id, field, (ref from, found, into) => set(into, type.Read(ref from, found)), write);

    private ThriftStruct<T> Add(short id, string field, Reader read, Action<CompactWriter, T> write)
    {
        fields.Add(new(id, field, read, write));
        return this;
    }

    private sealed record Field(short Id, string Name, Reader Read, Action<CompactWriter, T> Write);
}

/// <summary>A union of parquet.thrift: a structure that has exactly one field, its member.</summary>
/// <param name="name">The name in parquet.thrift.</param>
/// <param name="memberOf">The id of the member that a value is.</param>
/// <param name="members">The members by id.</param>
/// <param name="unknown">
/// A value for the id of a member that newer writers know, whose content is passed over; without it such a member is refused.
/// </param>
internal sealed class ThriftUnion<T>(
    string name, Func<T, short> memberOf, IReadOnlyDictionary<short, ThriftStruct<T>> members, Func<short, T>? unknown = null)
    : ThriftType<T>(CompactType.Struct)
    where T : notnull
{
    public override T Read(ref CompactReader from, CompactType found)
    {
        if (found != CompactType.Struct)
            throw from.Fault(ParquetRules.ThriftType, $"expected a structure, found {found}");
        (bool IsThere, T? Value) member = default;
        var state = from.BeginStruct();
        while (from.Next(ref state, out var id, out var type))
        {
            if (member.IsThere)
                throw from.Fault(ParquetRules.ThriftRepeated, $"expected one member of the union {name}, found two");
            if (Find(id) is not { } known)
                throw from.Fault(ParquetRules.ThriftEnum, $"expected a member of the union {name}, found the unknown member {id}");
            member = (true, known.Read(ref from, type));
        }
        return member.IsThere
            ? member.Value!
            : throw from.Fault(ParquetRules.ThriftMissing, $"expected a member of the union {name}, found none");
    }

    public override void WriteElement(CompactWriter to, T value)
    {
        to.BeginStruct();
        Find(memberOf(value))!.WriteField(to, memberOf(value), value);
        to.EndStruct();
    }

    private ThriftStruct<T>? Find(short id) =>
        members.TryGetValue(id, out var known) ? known : unknown is null ? null : new($"{name} {id}", () => unknown(id));
}
