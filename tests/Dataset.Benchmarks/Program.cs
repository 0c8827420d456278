using Dataset.Benchmarks;
using Dataset.Benchmarks.Corpus;
using Dataset.Benchmarks.Curves;
using Dataset.Benchmarks.Normalization;
using Dataset.Benchmarks.ParquetThroughput;
using Dataset.Benchmarks.Scale;
using Dataset.Benchmarks.Sources;
using Dataset.Benchmarks.Twins;
using Dataset.Benchmarks.Verification;

try
{
    return args switch
    {
        ["codecs", .. var rest] => CodecsCommand.Run(new(rest)),
        ["corpus", .. var rest] => CorpusCommand.Run(new(rest)),
        ["curves", .. var rest] => CurvesCommand.Run(new(rest)),
        ["files", .. var rest] => FilesCommand.Run(new(rest)),
        [FilesCommand.ParseName, .. var rest] => FilesCommand.Parse(new(rest)),
        ["findings", .. var rest] => FindingsCommand.Run(new(rest)),
        ["normalization", .. var rest] => NormalizationCommand.Run(new(rest)),
        ["parquet", .. var rest] => ParquetCommand.Run(new(rest)),
        ["scale", .. var rest] => ScaleCommand.Run(new(rest)),
        ["sources", .. var rest] => SourcesCommand.Run(new(rest)),
        ["twins", .. var rest] => TwinsCommand.Run(new(rest)),
        ["verification", .. var rest] => VerificationCommand.Run(new(rest)),
        _ => throw new UsageException(args.Length == 0 ? "Say which." : $"There is no '{args[0]}' here."),
    };
}
catch (UsageException error)
{
    Console.Error.WriteLine(
        $"{error.Message}\nUsage: dotnet run -c Release --project tests/Dataset.Benchmarks -- COMMAND\n  {CodecsCommand.Usage}\n  "
            + $"{CorpusCommand.Usage}\n  {CurvesCommand.Usage}\n  "
            + $"{FilesCommand.Usage}\n  {FindingsCommand.Usage}\n  "
            + $"{NormalizationCommand.Usage}\n  {ParquetCommand.Usage}\n  {ScaleCommand.Usage}\n  "
            + $"{SourcesCommand.Usage}\n  {TwinsCommand.Usage}\n  {VerificationCommand.Usage}");
    return 2;
}
