using Dataset.Benchmarks;
using Dataset.Benchmarks.Corpus;
using Dataset.Benchmarks.Normalization;
using Dataset.Benchmarks.ParquetThroughput;
<<<<<<< HEAD
using Dataset.Benchmarks.Verification;
=======
using Dataset.Benchmarks.Sources;
>>>>>>> c534982 (benchmarks: reading sources of every notation on one thread)

try
{
    return args switch
    {
        ["corpus", .. var rest] => CorpusCommand.Run(new(rest)),
        ["normalization", .. var rest] => NormalizationCommand.Run(new(rest)),
        ["parquet", .. var rest] => ParquetCommand.Run(new(rest)),
<<<<<<< HEAD
        ["verification", .. var rest] => VerificationCommand.Run(new(rest)),
=======
        ["sources", .. var rest] => SourcesCommand.Run(new(rest)),
>>>>>>> c534982 (benchmarks: reading sources of every notation on one thread)
        _ => throw new UsageException(args.Length == 0 ? "Say which." : $"There is no '{args[0]}' here."),
    };
}
catch (UsageException error)
{
<<<<<<< HEAD
    Console.Error.WriteLine($"{error.Message}\nUsage: dotnet run -c Release --project tests/Dataset.Benchmarks -- COMMAND\n  {CorpusCommand.Usage}\n  {NormalizationCommand.Usage}\n  {ParquetCommand.Usage}\n  {VerificationCommand.Usage}");
=======
    Console.Error.WriteLine($"{error.Message}\nUsage: dotnet run -c Release --project tests/Dataset.Benchmarks -- COMMAND\n  {CorpusCommand.Usage}\n  {NormalizationCommand.Usage}\n  {ParquetCommand.Usage}\n  {SourcesCommand.Usage}");
>>>>>>> c534982 (benchmarks: reading sources of every notation on one thread)
    return 2;
}
