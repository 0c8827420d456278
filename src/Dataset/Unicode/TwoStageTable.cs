namespace Dataset.Unicode;

/// <summary>A byte for each code point, in pages of 256 of which only those with a value other than 0 take room.</summary>
internal sealed class TwoStageTable
{
    private const int PageCount = 0x110000 >> 8;
    private readonly byte[] pageOf = new byte[PageCount];
    private byte[] pages = new byte[256];

    /// <param name="codePoint">0 to 10FFFF.</param>
    public byte this[int codePoint]
    {
        get => pages[(pageOf[codePoint >> 8] << 8) | (codePoint & 0xFF)];
        set
        {
            ref var page = ref pageOf[codePoint >> 8];
            if (page == 0)
            {
                page = checked((byte)(pages.Length >> 8));
                Array.Resize(ref pages, pages.Length + 256);
            }
            pages[(page << 8) | (codePoint & 0xFF)] = value;
        }
    }
}
