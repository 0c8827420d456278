namespace Dataset.Parquet.Values;

/// <summary>The slots of the least and the greatest value; both -1 when there is none.</summary>
internal readonly record struct SlotBounds(int Min, int Max)
{
    public static SlotBounds None => new(-1, -1);

    public bool Any => Min >= 0;
}
