namespace Dataset.Parquet.Values;

/// <summary>What a dictionary needs to know of values. Implemented by structs, so that calls are inlined.</summary>
internal interface ISlotKeys
{
    ulong Hash(int slot);

    bool Same(int left, int right);

    int PlainSizeInBytes(int slot);
}
