namespace Dataset.Parquet.Encodings;

/// <summary>Is told the runs of the hybrid encoding. Implemented by structs, so that calls are inlined.</summary>
internal interface IRunVisitor
{
    void Visit(uint value, long count);
}
