namespace Dataset.Parquet;

/// <summary>One thing that every file keeps. Ids are permanent: a retired one is never used again.</summary>
/// <param name="Id">The identifier, <c>PQ</c> and four digits.</param>
/// <param name="Title">The rule, in one sentence.</param>
/// <param name="Remedy">What to do about a file that breaks it.</param>
public sealed record ParquetRule(string Id, string Title, string Remedy);
